// The one release of TensorFlow this program runs on: where its libraries are found, pinned by hash.

export const TENSORFLOW_VERSION = '2.21.0';
/** What the makers of TensorFlow.js offer prebuilt, for Windows. */
export const VENDOR_TENSORFLOW_VERSION = '2.9.1';
/** The wheels are chosen by this Python version, whatever Python runs pip. */
export const PYTHON_VERSION = '3.12';
/** Of Zig, whose C++ compiler stands in where a machine has none of its own. */
export const COMPILER_VERSION = '0.17.1';
/** Of @tensorflow/tfjs-node-gpu, whose addon sources are compiled. */
export const ADDON_VERSION = '4.22.0';
/** Of the way an engine's directory is made; a change of it makes old directories unknown. */
export const RECIPE = 3;

/**
 * @typedef {'cpu' | 'cuda' | 'vendor'} NativeEngine
 * @typedef {object} Wheel
 * @property {string} project
 * @property {string} platform pip's name of it
 * @property {string} sha256
 * @property {number} bytes to download; for progress and the check for space
 * @property {number} unpackedBytes of the libraries
 */

/** @type {Record<string, Wheel>} */
const WHEELS = {
  'cpu-linux-x64': {
    project: 'tensorflow-cpu',
    platform: 'manylinux_2_27_x86_64',
    sha256: 'dcc8afd32930e42d5296b6ee19078b773706830af4ea97fbe503b9f5e0f820cb',
    bytes: 274_000_871,
    unpackedBytes: 853_308_936,
  },
  'cuda-linux-x64': {
    project: 'tensorflow',
    platform: 'manylinux_2_27_x86_64',
    sha256: 'b3b95643c4e70eb925839938fb35cbe142f317ec84af6844ee61513713bb13c0',
    bytes: 572_611_111,
    unpackedBytes: 1_259_021_080,
  },
  'cpu-linux-arm64': {
    project: 'tensorflow',
    platform: 'manylinux_2_27_aarch64',
    sha256: 'b07d15737406533898e36c7ef7944b1be18e9028dc521b9229952c537bbc5552',
    bytes: 281_946_471,
    unpackedBytes: 883_062_220,
  },
  'cpu-darwin-arm64': {
    project: 'tensorflow',
    platform: 'macosx_12_0_arm64',
    sha256: '56ecd7d47429acbe1df2694d50b75bf9fc3995ac92cb367cd9af6c4780ead712',
    bytes: 223_488_205,
    unpackedBytes: 740_805_624,
  },
};

/**
 * What Zig's C++ compiler makes code for: the oldest system that TensorFlow's own libraries run on.
 * @typedef {Wheel & {target: string}} CompilerWheel
 */

/** @type {Record<string, CompilerWheel>} */
const COMPILERS = {
  'linux-x64': {
    project: 'ziglang',
    platform: 'manylinux_2_12_x86_64',
    sha256: 'ea6cc5d87b033cf0aedfbc8f9549a908cae6c50ac31f1698188fa48a74524b54',
    bytes: 101_083_562,
    unpackedBytes: 375_692_284,
    target: 'x86_64-linux-gnu.2.27',
  },
  'linux-arm64': {
    project: 'ziglang',
    platform: 'manylinux_2_17_aarch64',
    sha256: 'b7c5f02fccd40f89b999ee16a1f5ddced56e6182370f8affe494bcf8a28cf07e',
    bytes: 98_063_064,
    unpackedBytes: 361_866_047,
    target: 'aarch64-linux-gnu.2.27',
  },
  'darwin-arm64': {
    project: 'ziglang',
    platform: 'macosx_13_0_arm64',
    sha256: '09953b6af7f64168b915180a42774f520f92d86ef6331b28e33915c7e1f0bb23',
    bytes: 100_390_379,
    unpackedBytes: 389_339_906,
    target: 'aarch64-macos.12.0',
  },
};

/**
 * @param {{platform: string, arch: string}} machine
 * @returns {CompilerWheel | undefined} undefined: none is known for that platform
 */
export function compilerWheelFor({ platform, arch }) {
  return COMPILERS[`${platform}-${arch}`];
}

/**
 * @param {{engine: string, platform: string, arch: string}} wanted
 * @returns {Wheel | undefined} undefined: there is no library for that platform
 */
export function wheelFor({ engine, platform, arch }) {
  return WHEELS[`${engine}-${platform}-${arch}`];
}

/**
 * Checkouts and versions share an engine: the name says all that makes one different from another.
 * @param {{engine: NativeEngine, platform?: string, arch?: string}} what
 * @returns {string}
 */
export function engineDirectoryName({ engine, platform = process.platform, arch = process.arch }) {
  const version = engine === 'vendor' ? VENDOR_TENSORFLOW_VERSION : TENSORFLOW_VERSION;
  return `tensorflow-${version}-${engine}-${platform}-${arch}-addon-${ADDON_VERSION}-${RECIPE}`;
}
