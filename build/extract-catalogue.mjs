// Writes src/KieSaaS/Catalog/starter-catalogue.json from the reference folder:
//   node build/extract-catalogue.mjs <folder with kie-models.json>
// Facts (schema, price rows) are copied unchanged; texts are ours (catalogue-texts.mjs), and so is what is on sale and why the rest is not
// (catalogue-rules.mjs). The same reference always gives the same bytes.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  addedParameters, bounds, boundsOf, continuations, extraPrices, hasTextResult, measured, megapixels, offerOf, ownModels, passUnknown, requirementsOf, toldByParameter, transformationsOf,
} from './catalogue-rules.mjs';
import { families, hints, modes, names, tags } from './catalogue-texts.mjs';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('Usage: node build/extract-catalogue.mjs <reference folder>');
  process.exit(2);
}

// Which fields say that a fact holds. Facts of a measured source have none; every other fact is unknown beforehand.
const factFields = {
  '@video_input': ['reference_video_urls', 'video_list'],
  '@input_image': ['image_urls', 'first_frame_url', 'last_frame_url', 'reference_image_urls'],
  '@extra_input_image': ['image_urls'],
  '@output_resolution': ['image_url', 'upscale_factor'],
};

const countParameter = properties => ['num_images', 'n', 'nVariants', 'max_images'].find(name => properties[name]);

// What multiplies a price: the parameter that says how many units, a table where its values are words, and how many pictures.
function quantity(model, properties, per) {
  if (model.kind !== 'text' && measured[model.id] && per === 'second') return { quantityParameter: '@source_seconds' };
  switch (per) {
    case 'image': return { quantityParameter: countParameter(properties) };
    case 'second': return { quantityParameter: properties.duration ? 'duration' : 'duration_seconds' };
    case 'character-1000': return { quantityParameter: properties.text ? 'text' : 'dialogue[].text' };
    case 'megapixel': return measured[model.id]
      ? { quantityParameter: '@source_megapixels' }
      : { quantityParameter: 'image_size', quantities: megapixels, countParameter: countParameter(properties) };
    default: return {};
  }
}

// In a dedicated API the input is the whole body: our own callback address and what the entry itself decides are not the tenant's to give.
function inputOf(model) {
  const schema = structuredClone(model.input_schema);
  Object.assign(schema.properties, addedParameters[model.id]);
  const fixed = {};
  if (model.input_scope === 'body') {
    delete schema.properties.callBackUrl;
    for (const [name, { const: value }] of Object.entries(schema.properties)) {
      if (value !== undefined) {
        fixed[name] = value;
        delete schema.properties[name];
      }
    }
    schema.required = schema.required?.filter(name => schema.properties[name]);
  }
  return { schema, fixed };
}

const whenOf = (model, when) => Object.fromEntries(Object.entries(when).map(([name, value]) => [toldByParameter[model.id]?.[name] ?? name, value]));

const pricesOf = model => (extraPrices[model.id] ?? model.prices)
  .map(price => ({ ...price, when: whenOf(model, price.when), as_of: price.as_of.length === 7 ? price.as_of + '-01' : price.as_of }));

const qualifies = model => model.api_family !== 'chat' && model.input_schema && pricesOf(model).length > 0;

// Texts are shown beside sounds.
const kindOf = model => (model.kind === 'text' ? 'audio' : model.kind);

const keyOf = id => id
  .replace(/^(google|bytedance)\//, '')
  .replace('ai-music-api/', 'suno/')
  .replace(/^V(?=\d)/, 'suno-v')
  .replace('4o-image-api', 'gpt-4o-image')
  .toLowerCase().replace(/[^a-z0-9]+/g, '-');

const nameOf = model => names[model.id] ?? model.name
  .replace(/ \(jobs API\)$/, '').replace(/^Google - /, '').replace(/^Bytedance /, '').replace(/\s*-\s+/g, ' ');

function continuationOf(model) {
  const given = continuations[model.id];
  const named = ['task_id', 'taskId', 'audio_id'].filter(name => model.input_schema.properties[name]);
  const known = [given?.task, given?.track];
  if (named.some(name => !known.includes(name))) {
    throw new Error(`${model.id}: say in catalogue-rules.mjs which tasks ${named.join(', ')} can name`);
  }

  return given && { ...given, from: given.from.map(keyOf) };
}

const text = ([en, ru]) => ({ en, ru });
const sentence = ([first, trait], [firstRu, traitRu]) => ({ en: `${first}: ${trait}.`, ru: `${firstRu}: ${traitRu}.` });

function entryOf(model) {
  const key = keyOf(model.id);
  const [, family, expectedSeconds, trait] = families.find(([pattern]) => pattern.test(model.id)) ?? [];
  const modeList = model.mode.split(',');
  if (!family || modeList.some(mode => !modes[mode])) {
    throw new Error(`${model.id}: give its family or its mode ${model.mode} a text in catalogue-texts.mjs`);
  }

  const { schema, fixed } = inputOf(model);
  const missing = Object.keys(schema.properties).filter(name => !hints[name]);
  if (missing.length > 0) {
    throw new Error(`${model.id}: no hint for ${missing.join(', ')} in catalogue-texts.mjs`);
  }

  const prices = pricesOf(model);
  const offer = offerOf(model);
  const facts = [...new Set(prices.flatMap(price => Object.keys(price.when)))].filter(name => factFields[name]);
  const mode = modes[modeList[0]];
  return {
    key,
    model: model.id,
    name: nameOf(model),
    vendor: model.vendor,
    kind: kindOf(model),
    modes: modeList,
    family,
    tags: tags[key] ?? [],
    description: sentence([mode[0], trait[0]], [mode[1], trait[1]]),
    expectedSeconds,
    offer,
    api: model.api_family,
    fixed,
    free: prices.every(price => price.credits === 0),
    measured: measured[model.id],
    continues: continuationOf(model),
    textResult: hasTextResult(model) || undefined,
    unknownKeys: passUnknown.has(model.id) ? 'pass' : 'drop',
    schema,
    transformations: transformationsOf(model, schema.properties),
    bounds: boundsOf(model),
    requirements: requirementsOf(model),
    facts: Object.fromEntries(facts.map(fact => [fact, factFields[fact].filter(name => schema.properties[name])])),
    prices: prices.map(price => ({
      when: price.when,
      kieMicroCredits: Math.round(price.credits * 1_000_000),
      per: price.per,
      ...quantity(model, schema.properties, price.per),
      asOf: price.as_of,
      source: price.source,
    })),
  };
}

const models = JSON.parse(readFileSync(join(folder, 'kie-models.json'), 'utf8'));
const entries = [...models, ...ownModels].filter(qualifies).map(entryOf).sort((a, b) => (a.key < b.key ? -1 : 1));
const stale = Object.keys(bounds).filter(id => !entries.some(entry => entry.model === id));
if (stale.length > 0) {
  throw new Error(`bounds for models that are not in the catalogue: ${stale.join(', ')}`);
}

const used = new Set(entries.flatMap(entry => Object.keys(entry.schema.properties)));
const file = {
  hints: Object.fromEntries(Object.keys(hints).filter(name => used.has(name)).sort().map(name => [name, text(hints[name])])),
  entries,
};
writeFileSync(new URL('../src/KieSaaS/Catalog/starter-catalogue.json', import.meta.url), JSON.stringify(file, null, 1) + '\n');
console.log(`${entries.length} entries of ${models.length} models`);
