import type { AppContext } from '../../state/app-context.js';

/** Goes on with a run's training, and shows it. */
export const resumeRun = (
  { app, notices, training }: Pick<AppContext, 'app' | 'notices' | 'training'>,
  run: string,
): Promise<void> =>
  notices.guard(async () => {
    if (await training.resume({ run })) app.navigate('train');
  });
