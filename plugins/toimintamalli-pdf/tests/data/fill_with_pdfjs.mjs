import fs from "node:fs";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
const [source, target, answers] = process.argv.slice(2);
const task = getDocument({ data: new Uint8Array(fs.readFileSync(source)), verbosity: 0 });
const pdf = await task.promise;
const fields = await pdf.getFieldObjects();
for (const [name, value] of Object.entries(JSON.parse(fs.readFileSync(answers, "utf8")))) {
  for (const field of fields[name]) pdf.annotationStorage.setValue(field.id, { value });
}
fs.writeFileSync(target, await pdf.saveDocument());
await task.destroy();
