/**
 * Imported first, since Node dies of these until then: whoever owns this process decides what a signal
 * means, and ends it. SIGUSR1 would open a debugger.
 */
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1']) process.on(signal, () => {});
