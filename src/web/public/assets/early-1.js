// Asks for what the page at this address asks first, while its scripts are still on their way: platform/http.ts takes
// the replies up. Only with a session: the server marks the page. Served as immutable: a changed file needs a new number.
if ('session' in document.documentElement.dataset) {
  const [, partnership, round] =
    /^\/partnerships\/([0-9a-f-]{36})(?:\/listen\/([0-9a-f-]{36}))?(?:\/|$)/.exec(location.pathname) ?? [];
  const of = `/api/v1/partnerships/${partnership}`;
  const first = ['/api/auth/get-session', '/api/v1/me'];
  if (partnership) first.push(of);
  if (round) first.push(`${of}/rounds/${round}`);
  const headers = { accept: 'application/json' };
  // Read to its end here: a reply that nobody takes up would keep its connection.
  const ask = async (address) => {
    const reply = await fetch(address, { headers });
    return new Response(await reply.arrayBuffer(), reply);
  };
  window.early = new Map(first.map((address) => [address, ask(address).catch(() => undefined)]));
}
