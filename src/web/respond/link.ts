/** The link that somebody was given. */
export interface Link {
  round: string;
  token: string;
  /** Beginning of the hash of the key that ballots are to be sealed for; null: a link of a round that is not sealed. */
  key: string | null;
}

const ROUND = /^\/r\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\/?$/i;

/** `/r/<round>#<token>`, in a sealed round with `.<key>` behind. The part behind # never reaches a server by itself: it is in no request line and no log. */
export function readLink(path: string, fragment: string): Link | null {
  const round = ROUND.exec(path)?.[1];
  const [, token, key] = /^#?([\w~-]{20,100})(?:\.([\w-]{22}))?$/.exec(fragment) ?? [];
  return round !== undefined && token !== undefined ? { round: round.toLowerCase(), token, key: key ?? null } : null;
}
