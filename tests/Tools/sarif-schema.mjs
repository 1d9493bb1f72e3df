// Holds SARIF files against the schema of SARIF 2.1.0 (OASIS), as it comes with @microsoft/jest-sarif. Prints what is wrong, a line each; ends with 1 if anything is.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";

const require = createRequire(import.meta.url);
const schema = JSON.parse(readFileSync(require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"));
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false }); // the schema has a pattern with a stray bracket
addFormats(ajv);
const validate = ajv.compile(schema);
let wrong = 0;
for (const file of process.argv.slice(2)) {
  if (validate(JSON.parse(readFileSync(file, "utf8")))) continue;
  for (const error of validate.errors.slice(0, 20)) console.log(`${file}${error.instancePath}: ${error.message} ${JSON.stringify(error.params)}`);
  wrong += validate.errors.length;
}
process.exit(wrong === 0 ? 0 : 1);
