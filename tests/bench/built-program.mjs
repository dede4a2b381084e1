// The built program, with the types of its sources.

/**
 * @param {string} place below dist/, such as `src-main/engine/data/dataset.js`
 * @returns {Promise<any>} the module
 */
export const built = (place) => import(new URL(`../../dist/${place}`, import.meta.url).href);

/** @typedef {typeof import('../../src-main/engine/backend/kernels.js')} Kernels */
/** @typedef {typeof import('../../src-main/engine/backend/native-ops.js')} NativeOps */
/** @typedef {typeof import('../../src-main/engine/backend/start-backend.js')} StartBackend */
/** @typedef {typeof import('../../src-main/engine/data/epoch-batches.js')} EpochBatches */
/** @typedef {typeof import('../../src-main/engine/models/model-folder.js')} ModelFolder */
/** @typedef {typeof import('../../src-main/engine/quality/asked-digits.js')} AskedDigits */
/** @typedef {typeof import('../../src-main/engine/quality/class-balance.js')} ClassBalance */
/** @typedef {typeof import('../../src-main/engine/quality/feature-moments.js')} FeatureMoments */
/** @typedef {typeof import('../../src-main/engine/quality/frechet-distance.js')} FrechetDistance */
/** @typedef {typeof import('../../src-main/engine/quality/legible-share.js')} LegibleShare */
/** @typedef {typeof import('../../src-main/engine/quality/top-classes.js')} TopClasses */
/** @typedef {typeof import('../../src-main/engine/recogniser/recogniser.js')} Recogniser */
/** @typedef {typeof import('../../src-main/engine/sampling/digit-sampler.js')} DigitSampler */
/** @typedef {typeof import('../../src-main/engine/sampling/generator-cache.js')} GeneratorCache */
/** @typedef {typeof import('../../src-main/engine/training/gan-convolutions.js')} Convolutions */
/** @typedef {typeof import('../../src-main/engine/training/gan-trainer.js')} Trainer */
/** @typedef {typeof import('../../src-main/engine/training/open-allographs.js')} OpenAllographs */
/** @typedef {typeof import('../../src-main/engine/training/open-guide.js')} Guide */
/** @typedef {typeof import('../../src-main/engine/training/requests.js')} Requests */
/** @typedef {typeof import('../../src-main/files/idx/mnist.js')} Mnist */
/** @typedef {typeof import('../../src-shared/config/training.js')} TrainingConfig */
/** @typedef {typeof import('../../src-shared/networks/condition.js')} Conditions */
/** @typedef {typeof import('../../src-shared/random/hands.js')} Hands */
/** @typedef {typeof import('../../src-shared/networks/architecture.js')} Architecture */
/** @typedef {typeof import('../../src-shared/networks/layer-table.js')} LayerTable */

/** @returns {Promise<StartBackend & Kernels & NativeOps & EpochBatches & ModelFolder & AskedDigits & ClassBalance & FeatureMoments & FrechetDistance & LegibleShare & TopClasses & Recogniser & DigitSampler & GeneratorCache & Convolutions & Trainer & OpenAllographs & Guide & Requests & Mnist & TrainingConfig & Conditions & Hands>} */
export async function loadEngine() {
  const engine = (/** @type {string} */ place) => built(`src-main/engine/${place}.js`);
  const modules = await Promise.all([
    engine('backend/start-backend'),
    engine('backend/kernels'),
    engine('backend/native-ops'),
    engine('data/epoch-batches'),
    engine('models/model-folder'),
    engine('quality/asked-digits'),
    engine('quality/class-balance'),
    engine('quality/feature-moments'),
    engine('quality/frechet-distance'),
    engine('quality/legible-share'),
    engine('quality/top-classes'),
    engine('recogniser/recogniser'),
    engine('sampling/digit-sampler'),
    engine('sampling/generator-cache'),
    engine('training/gan-convolutions'),
    engine('training/gan-trainer'),
    engine('training/open-allographs'),
    engine('training/open-guide'),
    engine('training/requests'),
    built('src-main/files/idx/mnist.js'),
    built('src-shared/config/training.js'),
    built('src-shared/networks/condition.js'),
    built('src-shared/random/hands.js'),
  ]);
  return Object.assign({}, ...modules);
}

/** @returns {Promise<typeof import('../../src-main/service/engine-environment.js').engineEnvironment>} */
export const loadEnvironment = async () =>
  (await built('src-main/service/engine-environment.js')).engineEnvironment;

/** @returns {Promise<Architecture & LayerTable>} */
export async function loadArchitectures() {
  const modules = await Promise.all([
    built('src-shared/networks/architecture.js'),
    built('src-shared/networks/layer-table.js'),
  ]);
  return Object.assign({}, ...modules);
}
