// Judges cases by ajv: reads {schemas: {key: schema}, cases: [{key, input}]} from the file given, prints one verdict (true or false) per case.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [root, file] = process.argv.slice(2);
const require = createRequire(`${root}/package.json`);
const Ajv = require('ajv/dist/2020.js').default;
const addFormats = require('ajv-formats').default;

const { schemas, cases } = JSON.parse(readFileSync(file, 'utf8'));
const ajv = addFormats(new Ajv({ strict: false }));
const validators = Object.fromEntries(Object.entries(schemas).map(([key, schema]) => [key, ajv.compile(schema)]));
console.log(JSON.stringify(cases.map(({ key, input }) => validators[key](input))));
