/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';

const Icon = ({ children, turn }: { children: ComponentChildren; turn?: boolean }) => (
  <svg class={turn ? 'ic turn' : 'ic'} viewBox="0 0 20 20" aria-hidden="true">
    {children}
  </svg>
);

export const Globe = () => (
  <Icon>
    <circle cx="10" cy="10" r="7" />
    <path d="M3 10h14M10 3c4 4.5 4 9.5 0 14M10 3c-4 4.5-4 9.5 0 14" />
  </Icon>
);

export const ArrowBack = () => (
  <Icon turn>
    <path d="M16 10H4M8.5 5.5 4 10l4.5 4.5" />
  </Icon>
);

export const Phone = () => (
  <Icon>
    <rect x="6" y="2.5" width="8" height="15" rx="1.5" />
  </Icon>
);

export const Info = () => (
  <Icon>
    <circle cx="10" cy="10" r="7" />
    <path d="M10 9.2v4.3M10 6.3v.2" />
  </Icon>
);

export const NoConnection = () => (
  <Icon>
    <path d="M3 3l14 14M6 15h8M5.5 8.5A3.5 3.5 0 0 0 6 15M8 5.6A4.5 4.5 0 0 1 14 9a3 3 0 0 1 2.4 4.6" />
  </Icon>
);

export const Seal = () => (
  <svg class="seal" viewBox="0 0 36 36" aria-hidden="true">
    <circle cx="18" cy="18" r="16" fill="currentColor" />
    <circle cx="18" cy="18" r="12.5" fill="none" stroke="var(--sheet)" stroke-width="1.2" />
    <path
      d="m12.5 18.5 4 4 7.5-9"
      fill="none"
      stroke="var(--sheet)"
      stroke-width="2.4"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
);

/** The sign of a party: a circle, a square, a triangle, a pentagon; from the fifth party on the last two alternate. */
const signOf = (mark: string): string => {
  const at = mark.charCodeAt(0) - 97;
  return at < 2 ? mark : at % 2 === 0 ? 'c' : 'd';
};

/** The parties as equals: same size, one line between them, a part of it for each. */
export function Parties({ parties }: { parties: readonly { name: string; mark: string }[] }) {
  const two = parties.length === 2;
  return (
    <div class={two ? 'parties two' : 'parties'}>
      <ul class="l">
        {parties.map((party) => (
          <li key={party.mark} class="pt">
            <span class={`pm ${signOf(party.mark)}`} aria-hidden="true">
              <span>{Array.from(party.name)[0]?.toUpperCase()}</span>
            </span>
            <bdi>{party.name}</bdi>
          </li>
        ))}
      </ul>
      <div class="line" aria-hidden="true">
        {parties.map((party) => (
          <i key={party.mark} style={{ background: `var(--${signOf(party.mark)})` }} />
        ))}
        {two && (
          <svg viewBox="0 0 20 20" aria-hidden="true">
            <circle cx="10" cy="10" r="7.5" fill="var(--sheet)" stroke="currentColor" stroke-width="3" />
            <circle cx="10" cy="10" r="2.5" fill="currentColor" />
          </svg>
        )}
      </div>
    </div>
  );
}
