type Marked = { name: string; mark: string };

/** Which of the four signs a mark (a, b, c …) is drawn as; from the fifth party on the last two alternate. */
export function markClass(mark: string): 'a' | 'b' | 'c' | 'd' {
  const at = mark.charCodeAt(0) - 97;
  return at === 0 ? 'a' : at === 1 ? 'b' : at % 2 === 0 ? 'c' : 'd';
}

/** The sign of a party: its fixed colour and shape and its first letter. Always beside its name. */
export function PartyMark({ party, size }: { party: Marked; size?: 'lg' | 'sm' }) {
  const initial = [...party.name.trim()][0]?.toLocaleUpperCase() ?? '';
  return (
    <span className={['pm', markClass(party.mark), size].filter(Boolean).join(' ')} aria-hidden="true">
      <i>{size === 'sm' ? '' : initial}</i>
    </span>
  );
}
