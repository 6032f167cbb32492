// Asks for what the page at this address asks first, while its scripts are still on their way: platform/http.ts takes
// the replies up. Only with a session: the server marks the page. Served as immutable: a changed file needs a new number.
if ('session' in document.documentElement.dataset) {
  const [, partnership, round, rest] =
    /^\/partnerships\/([0-9a-f-]{36})(?:\/listen\/([0-9a-f-]{36}))?(?:\/(.*))?$/.exec(location.pathname) ?? [];
  const headers = { accept: 'application/json' };
  window.early = new Map();
  const ask = (address, when = Promise.resolve(true)) => {
    // Read to its end here: a reply that nobody takes up would keep its connection.
    const reading = when
      .then((wanted) => (wanted ? fetch(address, { headers }) : undefined))
      .then(async (reply) => reply && new Response(await reply.arrayBuffer(), reply))
      .catch(() => undefined);
    window.early.set(address, reading);
    return reading;
  };
  ask('/api/auth/get-session');
  ask('/api/v1/me');
  const of = `/api/v1/partnerships/${partnership}`;
  if (partnership) ask(of);
  if (round) {
    const asked = ask(`${of}/rounds/${round}`);
    // Of a closed round the page is its results; of an open one there are none to ask for.
    const closed = asked.then(async (reply) => reply?.ok && (await reply.clone().json()).state === 'closed');
    if (!rest && !location.search) ask(`${of}/rounds/${round}/results`, closed);
  }
}
