// Holds documents against one of our JSON schemas with Ajv in strict mode, which also refuses a schema that says what it does not mean.
//   node ajv.mjs SCHEMA FILE…   → a JSON object: by file, the errors; none: an empty list
// YAML is read by the same library that editors use, so that ours is not the judge of its own reading.
import { readFileSync } from "node:fs";
import Ajv from "ajv";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";

const [file, ...files] = process.argv.slice(2);
const schema = JSON.parse(readFileSync(file, "utf8"));
const Draft = schema.$schema.includes("2020-12") ? Ajv2020 : Ajv;
const validate = addFormats(new Draft({ strict: true, allErrors: true })).compile(schema);
const found = {};
for (const document of files) {
  const text = readFileSync(document, "utf8");
  const isValid = validate(/\.ya?ml$/.test(document) ? parse(text, { version: "1.2", schema: "core", uniqueKeys: true }) : JSON.parse(text));
  found[document] = isValid ? [] : validate.errors.map((error) => `${error.instancePath || "/"} ${error.message}${error.params.additionalProperty ? `: ${error.params.additionalProperty}` : ""}`);
}
console.log(JSON.stringify(found));
