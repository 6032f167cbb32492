/** @jsxImportSource preact */
import type { Words } from './en.ts';

/** What a sealed ballot is, what anybody can check of it, and what it does not protect against. */
export function How({ words }: { words: Words }) {
  return (
    <article class="step how" aria-labelledby="h">
      <div>
        <h1 class="joint" id="h">
          {words.howTitle}
        </h1>
        <p class="dim under">{words.howIntro}</p>
      </div>
      <ol class="limits">
        <Points points={words.howSteps} />
      </ol>
      <h2>{words.howChecksTitle}</h2>
      <ul class="limits">
        <Points points={words.howChecks} />
      </ul>
      <h2>{words.howNotTitle}</h2>
      <ul class="limits">
        <Points points={words.howNot} />
      </ul>
      <p class="sm dim">{words.howProtocol}</p>
    </article>
  );
}

const Points = ({ points }: { points: string[][] }) => (
  <>
    {points.map(([head, text]) => (
      <li key={head}>
        <b>{head}</b> {text}
      </li>
    ))}
  </>
);
