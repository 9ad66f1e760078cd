// Writes src/KieSaaS/Catalog/starter-catalogue.json from the reference folder:
//   node build/extract-catalogue.mjs <folder with kie-models.json>
// Facts (schema, price rows) are copied unchanged; texts are ours (catalogue-texts.mjs); what cannot be priced
// before a job runs is left out by the rules below. The same reference always gives the same bytes.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { families, hints, modes, names, tags } from './catalogue-texts.mjs';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('Usage: node build/extract-catalogue.mjs <reference folder>');
  process.exit(2);
}

const kinds = ['image', 'video', 'audio', 'music'];
const units = ['generation', 'image', 'second', 'character-1000', 'input-image'];

// Which fields say that a fact holds. Every other fact (resolution of a source, tier of an earlier task) is unknown beforehand.
const factFields = {
  '@video_input': ['reference_video_urls', 'video_list'],
  '@input_image': ['image_urls', 'first_frame_url', 'last_frame_url', 'reference_image_urls'],
  '@extra_input_image': ['image_urls'],
};

// Left out although the rules below would take them.
const leftOut = new Set([
  'bytedance/seedance-1.5-pro',           // only a price range is evidenced, the rows are inferred
  'bytedance/seedance-2-mini',            // the same
  'seedream/5-pro-layer-decomposition',   // priced per image, and the number of layers is known only afterwards
  'ai-music-api/replace-section',         // names an earlier task of the provider, like those that continuesTask finds
  'wan/2-7-videoedit',                    // duration 0 means the length of the source, which would have to be measured
]);

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const seconds = (minimum, maximum, value) => ({ duration: { type: 'integer', minimum, maximum, default: value } });
const byDefault = (name, value) => ({ [name]: { default: value } });

// Our own limits and defaults on top of the upstream's schema. A priced parameter that the schema leaves open needs a limit,
// and one that may be left away without a documented default needs ours, because what is priced is what is sent.
const bounds = {
  // The schema has no limits; the family's clips are 4 to 15 seconds long.
  'bytedance/seedance-2': seconds(4, 15, 5),
  'bytedance/seedance-2-fast': seconds(4, 15, 5),
  // -1 lets the model choose the length, so the price would be unknown.
  'bytedance/seedance-2-5': seconds(4, 30, 5),
  // -1 as above; and seconds of reference videos are billed too, which would have to be measured first.
  'wan/3-0-video': { ...seconds(2, 30, 5), reference_video_urls: { maxItems: 0 } },
  'wan/3-0-video-prime': { ...seconds(2, 30, 5), reference_video_urls: { maxItems: 0 } },
  // The reference's note on the family: 6 to 30 seconds.
  'grok-imagine/text-to-video': seconds(6, 30, 6),
  'grok-imagine/image-to-video': seconds(6, 30, 6),
  // A free text in the schema; the family's clips are 3 to 15 seconds long.
  'kling/v3-turbo-text-to-video': { duration: { enum: range(3, 15).map(String) } },
  'kling/v3-turbo-image-to-video': { duration: { enum: range(3, 15).map(String) } },
  // n has no limits in the schema and multiplies the price; four pictures are what an ordinary run gives.
  'wan/2-7-image': { n: { minimum: 1, maximum: 4, default: 1 } },
  'wan/2-7-image-pro': { n: { minimum: 1, maximum: 4, default: 1 } },
  // Characters are counted over all lines, so lines and their length need a limit.
  'elevenlabs/text-to-dialogue-v3': { dialogue: { minItems: 1, maxItems: 50, items: { properties: { text: { maxLength: 5000 } } } } },
  // No documented default for a parameter that decides the price.
  'gpt-image-2-text-to-image': byDefault('resolution', '1K'),
  'gpt-image-2-image-to-image': byDefault('resolution', '1K'),
  'gpt-image-2-5-flare-text-to-image': byDefault('resolution', '1K'),
  'gpt-image-2-5-flare-image-to-image': byDefault('resolution', '1K'),
  'gpt-image-2-5-sunburst-text-to-image': byDefault('resolution', '1K'),
  'gpt-image-2-5-sunburst-image-to-image': byDefault('resolution', '1K'),
  'qwen3/pro-text-to-image': byDefault('resolution', '1K'),
  'grok-imagine/text-to-image': byDefault('enable_pro', false),
  'ideogram/v3-text-to-image': byDefault('rendering_speed', 'BALANCED'),
  'ideogram/v3-remix': { ...byDefault('rendering_speed', 'BALANCED'), ...byDefault('num_images', '1') },
  'wan/2-5-text-to-video': byDefault('resolution', '720p'),
  'wan/2-5-image-to-video': byDefault('resolution', '720p'),
};

// The reference lists only part of what these take: the rest must get through.
const passUnknown = new Set(['ai-music-api/replace-section']);

const quantityParameter = (model, per) => {
  const properties = model.input_schema.properties;
  return {
    image: ['num_images', 'n'].find(name => properties[name]),
    second: 'duration',
    'character-1000': properties.text ? 'text' : 'dialogue[].text',
  }[per];
};

const priced = model => model.prices.length > 0 && model.prices.every(price =>
  price.credits > 0
  && units.includes(price.per)
  && (price.per !== 'second' || model.input_schema.properties.duration)
  && Object.keys(price.when).every(key => !key.startsWith('@') || factFields[key]));

// What continues an earlier task names it by the provider's id, which tenants never see: these wait until a job can refer to another job.
const continuesTask = model => ['task_id', 'taskId', 'audio_id'].some(name => model.input_schema.required?.includes(name));

const qualifies = model => model.api_family === 'jobs' && model.input_scope === 'input' && model.input_schema
  && model.status === 'current' && kinds.includes(model.kind) && !continuesTask(model) && priced(model) && !leftOut.has(model.id);

const keyOf = id => id
  .replace(/^(google|bytedance)\//, '')
  .replace('ai-music-api/', 'suno/')
  .replace('4o-image-api', 'gpt-4o-image')
  .toLowerCase().replace(/[^a-z0-9]+/g, '-');

const nameOf = model => names[model.id] ?? model.name
  .replace(/ \(jobs API\)$/, '').replace(/^Google - /, '').replace(/^Bytedance /, '').replace(/\s*-\s+/g, ' ');

const text = ([en, ru]) => ({ en, ru });
const sentence = ([first, trait], [firstRu, traitRu]) => ({ en: `${first}: ${trait}.`, ru: `${firstRu}: ${traitRu}.` });

function entryOf(model) {
  const key = keyOf(model.id);
  const [, family, expectedSeconds, trait] = families.find(([pattern]) => pattern.test(model.id)) ?? [];
  const modeList = model.mode.split(',');
  if (!family || modeList.some(mode => !modes[mode])) {
    throw new Error(`${model.id}: give its family or its mode ${model.mode} a text in catalogue-texts.mjs`);
  }

  const missing = Object.keys(model.input_schema.properties).filter(name => !hints[name]);
  if (missing.length > 0) {
    throw new Error(`${model.id}: no hint for ${missing.join(', ')} in catalogue-texts.mjs`);
  }

  const facts = [...new Set(model.prices.flatMap(price => Object.keys(price.when)))].filter(name => name.startsWith('@'));
  const mode = modes[modeList[0]];
  return {
    key,
    model: model.id,
    name: nameOf(model),
    vendor: model.vendor,
    kind: model.kind,
    modes: modeList,
    family,
    tags: tags[key] ?? [],
    description: sentence([mode[0], trait[0]], [mode[1], trait[1]]),
    expectedSeconds,
    unknownKeys: passUnknown.has(model.id) ? 'pass' : 'drop',
    schema: model.input_schema,
    bounds: bounds[model.id] ?? {},
    facts: Object.fromEntries(facts.map(fact => [fact, factFields[fact].filter(name => model.input_schema.properties[name])])),
    prices: model.prices.map(price => ({
      when: price.when,
      kieMicroCredits: Math.round(price.credits * 1_000_000),
      per: price.per,
      quantityParameter: quantityParameter(model, price.per),
      asOf: price.as_of,
      source: price.source,
    })),
  };
}

const models = JSON.parse(readFileSync(join(folder, 'kie-models.json'), 'utf8'));
const entries = models.filter(qualifies).map(entryOf).sort((a, b) => (a.key < b.key ? -1 : 1));
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
