import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Authors } from '../../domain/writing/authorship.ts';
import type { Writers } from '../../domain/writing/contract.ts';
import { DraftLink, type LinkState } from './DraftLink.ts';

const NOTHING: LinkState = { line: 'opening', mode: 'read', pending: false, device: false, ended: null, people: [] };

/** A line to a draft for as long as this part is on the page; `again` throws the copy here away and begins anew. */
export function useDraft(partnership: string, document: string, draft: string, person: string) {
  const [turn, setTurn] = useState(0);
  const [link, setLink] = useState<DraftLink | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn is another link.
  useEffect(() => {
    const made = new DraftLink({ partnership, document, draft }, person);
    setLink(made);
    return () => {
      made.close();
      setLink(null);
    };
  }, [partnership, document, draft, person, turn]);
  const state = useSyncExternalStore(link?.subscribe ?? never, link?.read ?? (() => NOTHING));
  const again = async () => {
    await link?.forget();
    setTurn((before) => before + 1);
  };
  return { link, state, again };
}
const never = () => () => {};

/** The party of every window that wrote here: as the server bound them, and those that are open now. */
export function useAuthors(writers: Writers | undefined, people: LinkState['people'], mine: Authors): Authors {
  return useMemo(
    () =>
      new Map([
        ...(writers?.items ?? []).map((one) => [one.client, one.partyId] as const),
        ...people.map((one) => [one.client, one.partyId] as const),
        ...mine,
      ]),
    [writers, people, mine],
  );
}

/** What is missing, and what would be proposed, is the server's to say: asked for again in a pause of writing. */
export function useFreshFindings(link: DraftLink | null, read: () => void) {
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      clearTimeout(timer);
      timer = setTimeout(() => latest.current(), PAUSE_MS);
    };
    link?.doc.on('update', soon);
    return () => {
      clearTimeout(timer);
      link?.doc.off('update', soon);
    };
  }, [link]);
}
const PAUSE_MS = 1500;
