/** @jsxImportSource preact */
import { firstQuestion, type Place } from './place.ts';
import { type StepProps, signedIn } from './steps.ts';

/** The front page: what this is, in the time it takes to decide to begin. */
export function Start({ words, go }: StepProps) {
  return (
    <>
      <section class="hero">
        <div>
          <p class="dim">{words.title}</p>
          <h1 id="step" tabIndex={-1}>
            {words.heading}
          </h1>
        </div>
        <p class="lead">{words.lead}</p>
        <p>
          <button class="btn primary big" type="button" onClick={() => go(firstQuestion())}>
            {words.start}
          </button>
        </p>
        <dl class="facts">
          {words.facts.map(([term, text]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section class="sec" aria-labelledby="about">
        <header>
          <h2 id="about">{words.about}</h2>
        </header>
        <p class="about">{words.aboutText}</p>
        <ul class="l does">
          {words.does.map(([title, text]) => (
            <li key={title}>
              <h3>{title}</h3>
              <p class="sm dim">{text}</p>
            </li>
          ))}
        </ul>
        {!signedIn && (
          <p class="sm">
            {words.have} <a href="/sign-in">{words.signIn}</a> · <a href="/sign-up">{words.newAccount}</a>
          </p>
        )}
      </section>
    </>
  );
}

/** A link whose answers cannot be read: no result is better than a wrong one. */
export function Broken({ words, go, reason }: StepProps & { reason: Extract<Place, { step: 'broken' }>['reason'] }) {
  return (
    <section class="hero">
      <h1 id="step" tabIndex={-1}>
        {words.broken[reason].title}
      </h1>
      <p class="lead">{words.broken[reason].text}</p>
      <p>
        <button class="btn primary big" type="button" onClick={() => go({ step: 'start' })}>
          {words.take}
        </button>
      </p>
    </section>
  );
}
