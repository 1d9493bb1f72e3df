// Opens report pages in Chromium as people do, with and without script, in light and dark, on a telephone and a wide screen, and says what was seen.
// node page.mjs FILE: FILE is { browser, screenshots?, large, hostile, pages: [{ name, file }] }; the answer, JSON on standard output, is judged by PageInBrowserTests.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const asked = JSON.parse(readFileSync(process.argv[2], "utf8"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const widths = [320, 768, 1440];
const browser = await chromium.launch({
  executablePath: asked.browser,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const answer = { looks: [], uses: {} };
const began = Date.now();
// Where the time goes, beside the answer.
const note = what => process.stderr.write(`${((Date.now() - began) / 1000).toFixed(1)} s ${what}\n`);

// Whatever the page asks for or complains about. A file that is opened is its one request.
const open = async (context, file) => {
  const page = await context.newPage();
  const said = [], requests = [];
  page.on("console", message => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", error => said.push(`error: ${error.message}`));
  page.on("request", request => requests.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  return { page, said, requests: () => requests.slice(1).filter(url => !url.startsWith("data:")) };
};

// Dark differs from light in nothing but colours, so there only those are looked at again.
const violations = (page, scheme) => page.evaluate(async scheme => {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
  const rules = axe.getRules(scheme === "dark" ? ["cat.color"] : tags).filter(rule => !rule.tags.includes("wcag2aaa") && !rule.tags.includes("experimental")).map(rule => rule.ruleId);
  const found = await axe.run(document, { runOnly: { type: "rule", values: rules }, resultTypes: ["violations"] });
  return found.violations.map(rule => `${rule.id}: ${rule.help}: ${rule.nodes.slice(0, 3).map(node => node.target.join(" ")).join(" | ")}`);
}, scheme);

// Of the page as a whole, and texts cut off inside boxes that do not scroll.
const overflow = page => page.evaluate(() => {
  const root = document.documentElement;
  const wide = [...document.querySelectorAll("main *")].filter(node => node.getBoundingClientRect().right > root.clientWidth + 1 && !node.closest(".scroll, pre, svg, .aside"));
  return { by: root.scrollWidth - root.clientWidth, wide: wide.slice(0, 5).map(node => `${node.localName}.${node.className}`) };
});

for (const { name, file } of asked.pages) {
  for (const script of [true, false]) {
    const context = await browser.newContext({ javaScriptEnabled: script });
    const { page, said, requests } = await open(context, file);
    // Where scripts are off, axe cannot run either: it looks at the same page without its script.
    let checked = page;
    if (!script) {
      const bare = file.replace(/\.html$/, ".bare.html");
      writeFileSync(bare, readFileSync(file, "utf8").replace(/<script>[^]*?<\/script>/, ""));
      checked = (await open(await browser.newContext(), bare)).page;
    }
    await checked.evaluate(axe);
    for (const width of widths) {
      for (const scheme of ["light", "dark"]) {
        for (const one of new Set([page, checked])) {
          await one.setViewportSize({ width, height: width === 320 ? 640 : 900 });
          await one.emulateMedia({ colorScheme: scheme });
        }
        answer.looks.push({
          name, script, width, scheme, violations: await violations(checked, scheme), overflow: await overflow(page),
          filter: await page.locator(".filter").isVisible(),
          background: await page.evaluate(() => getComputedStyle(document.body).backgroundColor),
        });
        if (asked.screenshots && script) await page.screenshot({ path: join(asked.screenshots, `${name}-${width}-${scheme}.png`), fullPage: true });
      }
    }
    answer.looks.at(-1).said = said;
    answer.looks.at(-1).requests = requests();
    note(`${name}, script ${script}`);
    await context.close();
    if (checked !== page) await checked.context().close();
  }
}

const uses = answer.uses;
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
const shown = page => page.evaluate(() => [...document.querySelectorAll(".item")].filter(item => item.checkVisibility()).length);
const settle = async (page, expected) => page.waitForFunction(text => document.getElementById("filter-count").textContent === text, expected, { timeout: 20_000 }).then(() => true, () => false);

if (asked.use) {
  // By keyboard alone: to the filter, words, a class off, reset.
  const { page, said } = await open(context, asked.use);
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.localName);
  await page.keyboard.press("Tab");
  uses.first = await focused();
  await page.keyboard.press("Enter");
  uses.skipped = await focused();
  for (let i = 0; i < 60 && (await focused()) !== "filter-text"; i++) await page.keyboard.press("Tab");
  uses.reached = await focused();
  note('reached');
  await page.keyboard.type("FABRIKAM update");
  uses.typed = await settle(page, asked.expect.typed);
  uses.typedShown = await shown(page);
  for (let i = 0; i < 20; i++) await page.keyboard.press("Backspace");
  await settle(page, asked.expect.all);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  uses.unticked = await settle(page, asked.expect.unticked);
  uses.role = await page.locator("#filter-count").getAttribute("role");
  await page.getByRole("button", { name: "Reset" }).press("Enter");
  uses.reset = await settle(page, asked.expect.all);
  await page.locator("#filter-text").fill("there is no such thing");
  await settle(page, asked.expect.none);
  uses.none = await page.locator("#no-match").isVisible();
  await page.getByRole("button", { name: "Reset" }).click();
  note('filtered');
  // Folding by keyboard.
  const summary = page.locator(".item summary").first();
  const isOpen = () => summary.evaluate(node => node.parentElement.open);
  const before = await isOpen();
  await summary.focus();
  await page.keyboard.press("Enter");
  uses.folded = (await isOpen()) !== before;
  await page.getByRole("button", { name: "Close all" }).click();
  uses.closedAll = await page.locator(".item details[open]").count();
  // A link to an item opens it.
  const link = page.locator(".item:has(details) > .link").last();
  await link.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector(".item:target > details[open]"), null, { timeout: 5000 }).then(() => { uses.linked = true; }, () => { uses.linked = false; });
  note('folded');
  // What is copied, with the clipboard and without.
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "Open all" }).click();
  const copy = page.locator(".copy").first();
  await copy.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector(".copy .word").textContent !== "Copy");
  uses.copySaid = await copy.locator(".word").textContent();
  uses.copied = await page.evaluate(() => navigator.clipboard.readText());
  note('copied');
  uses.said = said;
  await page.close();
}

if (asked.print) {
  const { page } = await open(context, asked.print);
  await page.evaluate(() => { for (const details of document.querySelectorAll("details")) details.open = false; });
  await page.emulateMedia({ media: "print" });
  uses.print = await page.evaluate(() => ({
    // As high as its line alone, or with what is inside.
    inside: [...document.querySelectorAll(".item details")].every(details => details.offsetHeight > details.firstElementChild.offsetHeight + 10),
    side: document.querySelector(".side").checkVisibility(),
  }));
  if (asked.screenshots) writeFileSync(join(asked.screenshots, "print.pdf"), await page.pdf());
  await page.close();
}

if (asked.large) {
  const opening = Date.now();
  const { page, said } = await open(context, asked.large);
  uses.large = { opened: Date.now() - opening, items: await page.locator(".item").count(), said };
  uses.large.timing = await page.evaluate(() => { const t = performance.getEntriesByType("navigation")[0]; return [t.responseEnd, t.domInteractive, t.domContentLoadedEventEnd, t.loadEventEnd].map(Math.round); });
  note('large opened');
  const typed = Date.now();
  await page.locator("#filter-text").fill(asked.expect.largeText);
  uses.large.filtered = await settle(page, asked.expect.large);
  uses.large.filtering = Date.now() - typed;
  note('large filtered');
  uses.large.shown = await shown(page);
  await page.locator("#filter-text").fill("");
  uses.large.back = await settle(page, asked.expect.largeAll);
  note('large back');
  await page.evaluate(() => document.querySelector(".item:last-child").scrollIntoView());
  uses.large.last = await page.evaluate(() => document.querySelector(".item:last-child summary").checkVisibility({ contentVisibilityAuto: true }));
  if (asked.screenshots) await page.screenshot({ path: join(asked.screenshots, "large.png") });
  await page.close();
}

await browser.close();
process.stdout.write(JSON.stringify(answer));
