// Says why the server refuses the page's own script, which would leave the page empty: behind a forwarder
// whose address it was not told. A classic script, for browsers ask for those without an Origin.
addEventListener(
  'error',
  async ({ target }) => {
    if (!(target instanceof HTMLScriptElement)) return;
    const address = new URL('socket', document.baseURI);
    address.searchParams.set('origin', location.origin);
    const response = await fetch(address, { cache: 'no-store' });
    const isPlain = response.headers.get('Content-Type')?.startsWith('text/plain') === true;
    document.body.textContent =
      !response.ok && isPlain
        ? await response.text()
        : 'The page could not be loaded. Load it again.';
  },
  true, // such an error does not bubble
);
