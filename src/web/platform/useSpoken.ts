import { useEffect, useState } from 'preact/hooks';
import type { Language } from '../../domain/common/languages.ts';

/** What a small page says, and in which language: the two never part. */
export type Spoken<Words> = { language: Language; words: Words };

const RETRY = 15_000;

/**
 * For the small pages, whose catalogues are files of their own: the language wished for once it has arrived; until
 * then, and without a connection, the one that is there. A new wish for the same language tries again.
 */
export function useSpoken<Words>(
  speak: (language: Language) => Promise<Words>,
  wanted: Language,
  wish: object,
): [Spoken<Words> | null, boolean] {
  const [spoken, setSpoken] = useState<Spoken<Words> | null>(null);
  const [trouble, setTrouble] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same wish once more is a wish
  useEffect(() => {
    let still = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const fetchWords = () =>
      speak(wanted).then(
        (words) => {
          if (!still) return;
          setSpoken({ language: wanted, words });
          setTrouble(false);
        },
        () => {
          if (!still) return;
          setTrouble(true);
          timer = setTimeout(fetchWords, RETRY);
        },
      );
    void fetchWords();
    return () => {
      still = false;
      clearTimeout(timer);
    };
  }, [speak, wanted, wish]);
  return [spoken, trouble];
}
