/** @jsxImportSource preact */
import {
  type Answers,
  encode,
  ITEMS,
  type ItemKey,
  itemsWith,
  scoreOf,
  standingOf,
} from '../../domain/programme/assessment.ts';
import { Icon } from './pictures.tsx';
import { itemOf, placeToMend } from './questionnaire.ts';
import { Share } from './Share.tsx';
import { type StepProps, signedIn } from './steps.ts';

type Props = StepProps & { answers: Answers };

/** The result: the answer first, then what each "no" means and what mends it. One or two pages on paper. */
export function Result({ words, language, go, answers }: Props) {
  const score = scoreOf(answers);
  const noes = itemsWith(answers, 'no');
  const open = itemsWith(answers, null);
  const yeses = itemsWith(answers, 'yes');
  const ask = (key: ItemKey) => go({ step: 'question', index: ITEMS.indexOf(key), answers });
  return (
    <>
      <section class="res" aria-labelledby="step">
        <p class="score">
          <b>
            {score} <small>{words.ofTen(ITEMS.length)}</small>
          </b>
        </p>
        <div>
          <p class="dim">{words.kicker}</p>
          <h1 id="step" tabIndex={-1}>
            {words.standing[standingOf(answers)]}
            <br />
            {words.parts(score, open.length)}
          </h1>
          <p class="dim rule">{words.rule(noes.length)}</p>
        </div>
        <Strip {...{ words, answers, ask }} />
        <div class="acts noprint">
          <a class="btn primary" href={`/programme#a=${encode(answers)}`} aria-describedby="keep-hint">
            {words.keep}
          </a>
          <button class="btn" type="button" onClick={() => print()}>
            <Icon name="print" />
            {words.print}
          </button>
          <button class="btn plain" type="button" onClick={() => go({ step: 'start' })}>
            {words.again}
          </button>
          <p class="sm dim" id="keep-hint">
            {signedIn ? words.keepHintSignedIn : words.keepHint}
          </p>
        </div>
      </section>

      <section class="sec" aria-labelledby="noes">
        <header>
          <h2 id="noes">{noes.length > 0 ? words.noes : words.noNoes}</h2>
        </header>
        <ol class="l noes">
          {noes.map((key) => (
            <No key={key} item={key} {...{ language }} />
          ))}
        </ol>
      </section>

      {open.length > 0 && (
        <section class="sec" aria-labelledby="opens">
          <header>
            <h2 id="opens">{words.opens}</h2>
          </header>
          <ul class="l opens">
            {open.map((key) => (
              <li key={key}>
                <span>{itemOf(key).question[language]}</span>
                <button class="btn small noprint" type="button" onClick={() => ask(key)}>
                  {words.answerNow}
                  <span class="vh">: {itemOf(key).question[language]}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}

      {yeses.length > 0 && (
        <section class="sec" aria-labelledby="yeses">
          <header>
            <h2 id="yeses">{words.yeses}</h2>
          </header>
          <ul class="l yeses">
            {yeses.map((key) => (
              <li key={key}>
                <Icon name="check" />
                <span>{itemOf(key).question[language]}</span>
              </li>
            ))}
          </ul>
        </section>
      )}

      <Share {...{ words, language, answers }} />
    </>
  );
}

/** The ten answers in a row; each leads back to its question. */
function Strip({ words, answers, ask }: Pick<Props, 'words' | 'answers'> & { ask: (key: ItemKey) => void }) {
  const said = { yes: words.yes, no: words.no };
  return (
    <ol class="l ten" aria-label={words.yourAnswers}>
      {ITEMS.map((key, index) => {
        const answer = answers[key];
        return (
          <li key={key}>
            <button type="button" class={answer ?? 'open'} onClick={() => ask(key)}>
              <i>{answer && <Icon name={answer === 'yes' ? 'check' : 'dash'} />}</i>
              <span aria-hidden="true">{index + 1}</span>
              <span class="vh">{words.answerAt(index + 1, answer ? said[answer] : words.openAnswer)}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function No({ item, language }: { item: ItemKey } & Pick<Props, 'language'>) {
  const { question, why, mend, how } = itemOf(item);
  const place = placeToMend(item);
  return (
    <li>
      <span class="number" aria-hidden="true">
        {ITEMS.indexOf(item) + 1}
      </span>
      <div>
        <h3>{question[language]}</h3>
        <p class="dim">{why[language]}</p>
      </div>
      <div class="mend">
        <p>{place ? <a href={place}>{mend[language]}</a> : <b>{mend[language]}</b>}</p>
        <p class="xs dim">{how[language]}</p>
      </div>
    </li>
  );
}
