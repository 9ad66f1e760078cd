// Our own decisions for the starter catalogue, each with its reason: limits and defaults, which entries are on sale and why others are not,
// and what the source of a picture, video or sound must tell before its price is known.

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const seconds = (minimum, maximum, value) => ({ duration: { type: 'integer', minimum, maximum, default: value } });
const byDefault = (name, value) => ({ [name]: { default: value } });

// Our own limits and defaults on top of the upstream's schema. A priced parameter that the schema leaves open needs a limit,
// and one that may be left away without a documented default needs ours, because what is priced is what is sent.
export const bounds = {
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
  'qwen/image-edit': byDefault('num_images', '1'),
  'gpt4o-image': byDefault('nVariants', 1),
  mj_txt2img: byDefault('speed', 'fast'),
  mj_img2img: byDefault('speed', 'fast'),
  // Two corners of the price range are evidenced: the lowest price is that of the cheapest settings, the highest that of the dearest.
  // Every other combination is refused. The schema has no limits of the length; the family's clips are 4 to 12 seconds long.
  'bytedance/seedance-1.5-pro': { ...seconds(4, 12, 5), ...byDefault('resolution', '480p'), ...byDefault('generate_audio', false) },
  'bytedance/seedance-2-mini': seconds(4, 15, 5),
  // No default in the schema.
  'elevenlabs/sound-effect-v2': byDefault('duration_seconds', 5),
  // Free text in the schema; the documented values that have a price.
  // And one film: it is measured, and its length is the price.
  'kling-3.0/motion-control': { mode: { enum: ['720p', '1080p'], default: '720p' }, video_urls: { maxItems: 1 } },
  // 0 means the length of the source, at most 10 seconds.
  'wan/2-7-videoedit': { duration: { minimum: 0, maximum: 0, default: 0 } },
  // Titles are at most 80 characters long everywhere in the family; the schema says so in one place only.
  'ai-music-api/upload-and-cover-audio': { title: { maxLength: 80 } },
  ...Object.fromEntries(['V3_5', 'V4', 'V4_5', 'V4_5PLUS', 'V4_5ALL', 'V5', 'V5_5'].map(version => [version, { title: { maxLength: 80 } }])),
  // How the stems are split decides the price; the dedicated path's default.
  'ai-music-api/separate-vocals': byDefault('type', 'separate_vocal'),
};

// The reference's note on the entry: the dedicated path also takes these, and they decide the price.
export const addedParameters = {
  'ai-music-api/separate-vocals': {
    type: { type: 'string', enum: ['separate_vocal', 'split_stem', 'split_stem_advanced'] },
    stem_name: { type: 'string', maxLength: 100 },
  },
};

// Prices by what is no parameter in the reference, but one of those above.
export const toldByParameter = { 'ai-music-api/separate-vocals': { '@type': 'type' } };

// The reference lists only part of what these take: the rest must get through.
export const passUnknown = new Set(['ai-music-api/replace-section']);

// The upstream took them away, or said that it would; they stay in test mode.
const retiredStatus = /^removed from docs|discontinued/;

// Prices that the product's sources name for models the reference has no price for (2025, not confirmed): retired, so that nothing is sold at them.
const named2025 = 'named by sources of 2025, not confirmed';
const forTestsOnly = 'ours, for test mode only: no upstream price is known';
const old = (credits, per, source = named2025) => [{ when: {}, credits, per, as_of: '2025-12-01', source }];
export const extraPrices = {
  'sora-2-text-to-video': old(150, 'generation'),
  'sora-2-image-to-video': old(150, 'generation'),
  'bytedance/seedream-v4-text-to-image': old(3.5, 'image'),
  'bytedance/seedream-v4-edit': old(3.5, 'image'),
  mj_video: old(40, 'generation'),
  'bytedance/v1-pro-image-to-video': old(20, 'generation', forTestsOnly),
  'luma-modify': old(20, 'generation', forTestsOnly),
};

// A model of 2025 that the reference does not have at all: id and schema are ours.
export const ownModels = [{
  id: 'recraft/text-to-image', name: 'Recraft Text to Image', vendor: 'Recraft', kind: 'image', mode: 't2i', api_family: 'jobs', input_scope: 'input',
  status: 'removed from docs', prices: old(30, 'generation'),
  input_schema: {
    $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', required: ['prompt'],
    properties: { prompt: { type: 'string', minLength: 1, maxLength: 1000 }, style: { type: 'string', maxLength: 100 } },
  },
}];

// What the source must tell before the price is known, and how much of it is taken at most. Where the reference gives no limit, it is ours.
const lasts = (parameter, maximumSeconds) => ({ parameter, maximumSeconds });
export const measured = {
  'elevenlabs/audio-isolation': lasts('audio_url', 600),
  'happyhorse/video-edit': lasts('video_url', 60),
  'infinitalk/from-audio': lasts('audio_url', 15),
  'kling-2.6/motion-control': lasts('video_urls', 30),
  'kling-3.0/motion-control': lasts('video_urls', 30),
  'kling/ai-avatar-pro': lasts('audio_url', 15),
  'kling/ai-avatar-standard': lasts('audio_url', 15),
  'omnihuman-1-5': lasts('audio_url', 30),
  'topaz/video-upscale': lasts('video_url', 60),
  'volcengine/video-to-video-lip-sync': lasts('video_url', 60),
  'wan/2-2-a14b-speech-to-video-turbo': lasts('audio_url', 20),
  'wan/2-2-animate-move': lasts('video_url', 30),
  'wan/2-2-animate-replace': lasts('video_url', 30),
  'wan/2-7-videoedit': lasts('video_url', 10),
  'qwen/image-to-image': { parameter: 'image_url', maximumMegapixels: 16 },
  'topaz/image-upscale': { parameter: 'image_url', maximumMegapixels: 64 },
};

// What is measured is fetched first, so it must be an address, whether the upstream's schema says so or not.
export function boundsOf(model) {
  const own = bounds[model.id] ?? {};
  const name = measured[model.id]?.parameter;
  if (!name) return own;
  const given = model.input_schema.properties[name];
  const address = given.type === 'array' ? { items: { format: 'uri' } } : { format: 'uri' };
  return (given.items ?? given).format ? own : { ...own, [name]: { ...own[name], ...address } };
}

// A megapixel is 1024 x 1024, and a started one counts whole: every size that these models offer is one.
const sizes = ['square', 'square_hd', 'portrait_4_3', 'portrait_16_9', 'landscape_4_3', 'landscape_16_9'];
export const megapixels = Object.fromEntries(sizes.map(size => [size, 1]));

// Which earlier tasks an entry goes on from, by the upstream's ids. Tracks are what Suno calls audio_id. The dedicated APIs are the same
// products (reference, section 0, 4), so their tasks will do as well.
const songs = ['generate', 'extend', 'upload-and-cover-audio', 'upload-and-extend-audio', 'add-instrumental', 'add-vocals', 'replace-section', 'mashup']
  .map(name => 'ai-music-api/' + name).concat('V3_5', 'V4', 'V4_5', 'V4_5PLUS', 'V4_5ALL', 'V5', 'V5_5');
const ofSong = { task: 'task_id', track: 'audio_id', from: songs };
const veos = ['veo-3-1', 'veo3', 'veo3_fast', 'veo3_lite'];
const grokVideos = ['grok-imagine/text-to-video', 'grok-imagine/image-to-video'];
const asGrokVideo = { task: 'task_id', from: grokVideos, facts: { '@source_resolution': { parameter: 'resolution' } } };
export const continuations = {
  'grok-imagine/extend': asGrokVideo,
  'grok-imagine/upscale': asGrokVideo,
  'grok-imagine/image-to-video': { task: 'task_id', index: 'index', from: ['grok-imagine/text-to-image'] },
  // Its price follows the model of the video. The reference, 2.3: what was made in 1080p cannot be extended.
  'veo/extend': {
    task: 'task_id',
    from: veos,
    not: { resolution: '1080p' },
    facts: { '@tier': { parameter: 'model', values: { veo3: 'quality', veo3_fast: 'fast', veo3_lite: 'lite' } } },
  },
  'veo/get-1080p-video': { task: 'taskId', index: 'index', from: veos },
  'veo/get-4k-video': { task: 'task_id', index: 'index', from: veos },
  'ai-music-api/extend': { track: 'audio_id', from: songs },
  'ai-music-api/convert-to-wav-format': ofSong,
  'ai-music-api/create-music-video': ofSong,
  'ai-music-api/generate-persona': ofSong,
  'ai-music-api/replace-section': ofSong,
  'ai-music-api/separate-vocals': ofSong,
  'ai-music-api/timeStamped-lyrics': ofSong,
  'ai-music-api/cover-generate': { task: 'task_id', from: songs },
  // docs.kie.ai, suno-api/generate-midi: a finished separation, and one of its tracks.
  'ai-music-api/generate-midi-from-audio': { task: 'task_id', track: 'audio_id', from: ['ai-music-api/separate-vocals'] },
};

// What is no file: texts, and the notes of a melody.
export const hasTextResult = model => model.kind === 'text' || model.mode === 'audio2midi';

// The price depends on what is known only afterwards (tokens, layers), or on a choice that the input cannot make (flux1-kontext: pro or max).
const isUnknownBeforehand = model => model.id === 'seedream/5-pro-layer-decomposition'
  || model.prices.some(price => price.per === '1m-tokens' || (price.when['@tier'] !== undefined && !continuations[model.id]));

export const offerOf = model => {
  if (isUnknownBeforehand(model)) return 'unknown-beforehand';
  return retiredStatus.test(model.status) || extraPrices[model.id] ? 'retired' : 'on-sale';
};

// What the upstream asks for although its schema does not say so. A song in custom mode has a style and a title, and words unless it is
// instrumental; and something must say what a picture or video shall be.
const needs = (...oneOf) => ({ when: {}, oneOf });
const custom = (mode, ...words) => [
  { when: { [mode]: true }, oneOf: ['style'] },
  { when: { [mode]: true }, oneOf: ['title'] },
  { when: { [mode]: true, instrumental: false }, oneOf: words },
  { when: { [mode]: false }, oneOf: ['prompt'] },
];
const material = ['prompt', 'image_urls', 'first_frame_url', 'reference_image_urls', 'reference_video_urls', 'task_id'];
const alike = {
  'gpt4o-image': [needs('prompt', 'filesUrl', 'fileUrl')],
  'ai-music-api/generate': custom('custom_mode', 'prompt', 'lyrics'),
  'ai-music-api/upload-and-cover-audio': custom('custom_mode', 'prompt'),
  'ai-music-api/separate-vocals': [{ when: { type: 'split_stem_advanced' }, oneOf: ['stem_name'] }],
};

export const requirementsOf = model => alike[model.id]
  ?? (model.api_family === 'suno' ? custom('customMode', 'prompt') : null)
  ?? (/^(bytedance\/seedance-2|grok-imagine\/image-to-video|grok-imagine-video-1-5|wan\/3-0)/.test(model.id)
    ? [needs(...material.filter(name => model.input_schema.properties[name]))]
    : []);

// Orientation in the words of each model: the first parameter of these that has a value for it.
const shapes = {
  landscape: ['landscape', 'landscape_16_9', '16:9', '3:2', '4:3'],
  portrait: ['portrait', 'portrait_16_9', '9:16', '2:3', '3:4'],
  square: ['square_hd', 'square', '1:1'],
};
const shapeParameters = ['aspect_ratio', 'aspectRatio', 'ratio', 'image_size', 'size'];

function orientation(model, properties) {
  for (const parameter of shapeParameters) {
    const allowed = properties[parameter]?.enum ?? [];
    const found = Object.entries(shapes).map(([word, values]) => [word, values.find(value => allowed.includes(value))]).filter(([, value]) => value);
    if (found.length > 0) {
      // Without a square of its own, a video is wide.
      const values = Object.fromEntries(found);
      if (!values.square && model.kind === 'video' && values.landscape) values.square = values.landscape;
      return { name: 'orientation', parameter, values };
    }
  }
  return null;
}

// What is done to an input on its way upstream, from a small closed set (see KieSaaS.Catalog.Transformations).
export function transformationsOf(model, properties) {
  const names = Object.keys(properties);
  const lists = names.filter(name => properties[name].type === 'array' && properties[name].items?.type === 'string' && /url|image/i.test(name));
  // Numbers and numeric texts are both allowed: one form, so that a price condition can meet it.
  const mixed = names.filter(name => properties[name].enum?.some(value => typeof value === 'number') && properties[name].enum.some(value => typeof value === 'string'));
  const shape = properties.orientation ? null : orientation(model, properties);
  return [
    names.some(name => /[a-z][_A-Z][a-z]/.test(name)) ? { name: 'other-names' } : null,
    shape,
    lists.length > 0 ? { name: 'one-as-list', parameters: lists } : null,
    mixed.length > 0 ? { name: 'text-as-number', parameters: mixed } : null,
  ].filter(Boolean);
}
