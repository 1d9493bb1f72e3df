// Asks the YAML language server, as an editor does, about state files that name their schema in their first line.
//   node language-server.mjs CASES   a file with a JSON array of { "text": "…", "ask": "completion" | "hover", "line": 0, "character": 0 }
// Prints a JSON array, for each case an object: the "diagnostics" of the text, and the "answer".
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const cases = JSON.parse(readFileSync(process.argv[2], "utf8"));
const folder = dirname(resolve(process.argv[2]));
const server = spawn(process.execPath, [fileURLToPath(new URL("node_modules/yaml-language-server/bin/yaml-language-server", import.meta.url)), "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });

const open = new Map();
const told = new Map();
let last = 0;

function send(message) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
  server.stdin.write(body);
}

function ask(method, params) {
  return new Promise((resolved, rejected) => {
    open.set(++last, { resolved, rejected });
    send({ id: last, method, params });
  });
}

// What the server asks of an editor: only our settings matter. No schema comes from anywhere but the file itself.
const settings = { yaml: { validate: true, hover: true, completion: true, schemaStore: { enable: false }, kubernetesCRDStore: { enable: false } } };

function receive(message) {
  if (message.method === "workspace/configuration") send({ id: message.id, result: message.params.items.map((item) => settings[item.section] ?? null) });
  else if (message.method && message.id !== undefined) send({ id: message.id, result: null });
  else if (message.method === "textDocument/publishDiagnostics") told.get(message.params.uri)?.(message.params.diagnostics);
  else if (message.id !== undefined) {
    const { resolved, rejected } = open.get(message.id);
    open.delete(message.id);
    if (message.error) rejected(new Error(message.error.message));
    else resolved(message.result);
  }
}

let buffer = Buffer.alloc(0);
server.stdout.on("data", (data) => {
  buffer = Buffer.concat([buffer, data]);
  while (true) {
    const end = buffer.indexOf("\r\n\r\n");
    if (end < 0) return;
    const length = Number(/Content-Length: (\d+)/i.exec(buffer.toString("ascii", 0, end))[1]);
    if (buffer.length < end + 4 + length) return;
    const message = JSON.parse(buffer.toString("utf8", end + 4, end + 4 + length));
    buffer = buffer.subarray(end + 4 + length);
    receive(message);
  }
});

const text = (content) => (typeof content === "string" ? content : Array.isArray(content) ? content.map(text).join("\n") : (content?.value ?? ""));

await ask("initialize", {
  processId: process.pid,
  rootUri: pathToFileURL(folder).href,
  capabilities: { textDocument: { completion: { completionItem: { documentationFormat: ["markdown", "plaintext"], snippetSupport: true } }, hover: {}, publishDiagnostics: {} }, workspace: { configuration: true } },
  initializationOptions: {},
});
send({ method: "initialized", params: {} });
send({ method: "workspace/didChangeConfiguration", params: { settings } });

const results = [];
for (const [index, { text: content, ask: what, line, character }] of cases.entries()) {
  const uri = pathToFileURL(resolve(folder, `case-${index}.yaml`)).href;
  const diagnostics = new Promise((resolved) => told.set(uri, resolved));
  send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text: content } } });
  const found = (await diagnostics).map(({ range, message }) => ({ line: range.start.line, character: range.start.character, message }));
  const answer = await ask(`textDocument/${what}`, { textDocument: { uri }, position: { line, character } });
  results.push({ diagnostics: found, answer: what === "hover" ? text(answer?.contents) : (answer?.items ?? answer ?? []).map((item) => ({ label: item.label, documentation: text(item.documentation) })) });
}

console.log(JSON.stringify(results));
await ask("shutdown", null);
send({ method: "exit" });
server.stdin.end();
