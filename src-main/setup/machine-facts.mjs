// Pure readers of what the system's files and tools say about a machine.

/** What decides about speed and about whether TensorFlow's libraries start at all. */
const X86_FEATURES = [
  'avx',
  'avx2',
  'fma',
  'avx512f',
  'avx512_vnni',
  'avx512_bf16',
  'avx512_fp16',
  'amx_bf16',
];
const ARM_FEATURES = ['asimd', 'asimddp', 'asimdhp', 'sve', 'i8mm', 'bf16', 'sme'];

/**
 * @param {string} text of /proc/cpuinfo; x86 says "model name" and "flags", ARM "Features" and numbers only
 * @returns {{model: string, features: string[]}}
 */
export function parseCpuInfo(text) {
  const value = (/** @type {RegExp} */ key) => key.exec(text)?.[1]?.trim() ?? '';
  const flags = new Set(value(/^(?:flags|Features)[ \t]*:(.*)$/m).split(/\s+/));
  return {
    model: value(/^model name[ \t]*:(.*)$/m) || value(/^(?:Hardware|Model)[ \t]*:(.*)$/m),
    features: [...X86_FEATURES, ...ARM_FEATURES].filter((name) => flags.has(name)),
  };
}

/**
 * @param {string} text of `sysctl machdep.cpu hw.optional` on macOS
 * @returns {{model: string, features: string[]}}
 */
export function parseSysctl(text) {
  const words = text.toLowerCase();
  const model = /^machdep\.cpu\.brand_string:\s*(.*)$/m.exec(text)?.[1]?.trim() ?? '';
  const on = (/** @type {string} */ name) =>
    new RegExp(`^hw\\.optional\\.${name}:\\s*1$`, 'm').test(words);
  /** @type {[string, boolean][]} */
  const found = [
    ['avx', /machdep\.cpu\.features:.*\bavx1\.0\b/.test(words)],
    ['avx2', /machdep\.cpu\.leaf7_features:.*\bavx2\b/.test(words)],
    ['avx512f', on('avx512f')],
    ['asimd', on('neon') || on('advsimd') || on('arm\\.advsimd')],
    ['i8mm', on('arm\\.feat_i8mm')],
    ['bf16', on('arm\\.feat_bf16')],
    ['sme', on('arm\\.feat_sme')],
  ];
  return { model, features: found.filter(([, present]) => present).map(([name]) => name) };
}

/**
 * @param {string} text of /proc/driver/nvidia/version, or what `nvidia-smi --query-gpu=driver_version` printed
 * @returns {string | null} such as '550.54.14'
 */
export function parseNvidiaDriver(text) {
  const kernel = /NVRM version:.*?\s(\d+\.\d+(?:\.\d+)?)\s/.exec(text);
  const tool = /^\s*(\d+\.\d+(?:\.\d+)?)\s*$/m.exec(text);
  return kernel?.[1] ?? tool?.[1] ?? null;
}

/**
 * @param {string} text of `python -m pip --version`
 * @returns {string | null} pip's version
 */
export function parsePipVersion(text) {
  return /^pip (\d+[\d.]*)/m.exec(text)?.[1] ?? null;
}

/**
 * @param {string} text of /proc/self/mountinfo, see proc(5)
 * @param {string} directory without links in it
 * @returns {string[]} the options that the file system is mounted with, such as 'rw' and 'noexec'
 */
export function mountOptions(text, directory) {
  let found = { place: '', options: /** @type {string[]} */ ([]) };
  for (const line of text.split('\n')) {
    const [, , , , escaped = '', options = ''] = line.split(' ');
    const place = unescapeMount(escaped);
    const holds = place === '/' || directory === place || directory.startsWith(`${place}/`);
    // Of two on one place the later hides the other.
    if (place === '' || !holds || place.length < found.place.length) continue;
    found = { place, options: options.split(',') };
  }
  return found.options;
}

/**
 * @param {string} text a path as mountinfo has it, with a blank as `\040`
 * @returns {string}
 */
export function unescapeMount(text) {
  return text.replaceAll(/\\([0-7]{3})/g, (_, code) =>
    String.fromCharCode(Number.parseInt(code, 8)),
  );
}

/**
 * @param {string} left
 * @param {string} right
 * @returns {number} below 0, 0 or above 0, number by number: '525.60.13' is before '525.105'
 */
export function compareVersions(left, right) {
  const a = left.split('.').map(Number);
  const b = right.split('.').map(Number);
  for (let place = 0; place < Math.max(a.length, b.length); place += 1) {
    const difference = (a[place] ?? 0) - (b[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
