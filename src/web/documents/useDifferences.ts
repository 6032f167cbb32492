import { useEffect, useState } from 'react';
import type { SectionDifference } from '../../domain/documents/difference.ts';
import type { Readable } from './DocumentText.tsx';

const NONE: SectionDifference[] = [];

/** What changed between two versions. Comparing words is loaded when there is something to compare. */
export function useDifferences(
  before: Readable | undefined,
  after: Readable | undefined,
): readonly SectionDifference[] {
  const [found, setFound] = useState<SectionDifference[]>(NONE);
  useEffect(() => {
    setFound(NONE);
    if (!before || !after) return;
    let gone = false;
    void import('../../domain/documents/difference.ts').then(({ differences }) => {
      if (!gone) setFound(differences(before, after, after.language));
    });
    return () => {
      gone = true;
    };
  }, [before, after]);
  return found;
}
