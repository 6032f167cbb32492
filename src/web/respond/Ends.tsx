/** @jsxImportSource preact */
import type { Ref } from 'preact';
import type { BallotReply } from '../../domain/surveys/contract.ts';
import { cutDigits } from '../../domain/surveys/reading.ts';
import { formatNumber } from '../platform/format.ts';
import type { Words } from './en.ts';
import { momentWithDay, type PageLanguage, sentence } from './language.ts';
import { Line } from './parts.tsx';
import { NoConnection, Parties, Seal } from './pictures.tsx';
import { Receipt } from './Receipt.tsx';
import type { Tally } from './state.ts';

interface NoticeProps {
  title: string;
  text: string[];
  action?: { label: string; onClick: () => void };
}

/** Why a ballot cannot be had: what happened, what it means, what to do. */
export function NoBallot({ words, why }: { words: Words; why: 'key' | 'insecure' | 'elsewhere' | 'none-left' }) {
  switch (why) {
    case 'key':
      return <Notice title={words.keyTitle} text={[words.keyText, words.keyDo]} />;
    case 'insecure':
      return <Notice title={words.insecureTitle} text={[words.insecureText, words.insecureDo]} />;
    case 'elsewhere':
      return <Notice title={words.elsewhereTitle} text={[words.elsewhereText, words.elsewhereDo]} />;
    case 'none-left':
      return <Notice title={words.noneLeftTitle} text={[words.noneLeftText, words.noneLeftDo]} />;
  }
}

/** One thing that happened, what it means, and the one next step. */
export function Notice({ title, text, action }: NoticeProps) {
  return (
    <section class="step" aria-labelledby="h" role="status">
      <div>
        <h1 class="joint" id="h">
          {title}
        </h1>
        {text.map((sentence) => (
          <p class="dim under" key={sentence}>
            {sentence}
          </p>
        ))}
      </div>
      {action && (
        <button class="btn primary wide" type="button" onClick={action.onClick}>
          {action.label}
        </button>
      )}
    </section>
  );
}

export function Closed({
  words,
  reply,
  when,
  late,
}: {
  words: Words;
  reply: BallotReply;
  when: string;
  late: boolean;
}) {
  const early = Date.parse(reply.closesAt) > Date.now();
  return (
    <section class="step" aria-labelledby="h" role="status">
      <Parties parties={reply.parties} />
      <div>
        <h1 class="joint" id="h">
          {words.closedTitle}
        </h1>
        <p class="dim under">{early ? words.closedEarly : words.closedText(when)}</p>
        {late && <p class="under">{words.closedLate}</p>}
      </div>
    </section>
  );
}

export function Cancelled({ words, reply }: { words: Words; reply: BallotReply }) {
  return (
    <section class="step" aria-labelledby="h" role="status">
      <Parties parties={reply.parties} />
      <div>
        <h1 class="joint" id="h">
          {words.cancelledTitle}
        </h1>
        <p class="dim under">{words.cancelledText}</p>
      </div>
    </section>
  );
}

/** The answer is complete but has not arrived: says so, keeps trying, and lets the person try. */
export function Waiting({ words, durable, onTry }: { words: Words; durable: boolean; onTry: () => void }) {
  return (
    <section class="step" aria-labelledby="h" role="status">
      <span class="sign">
        <NoConnection />
      </span>
      <div>
        <h1 class="joint" id="h">
          {words.waitingTitle}
        </h1>
        <p class="dim under">{durable ? words.waitingText : words.waitingHere}</p>
        {durable && <p class="dim under">{words.waitingAgain}</p>}
      </div>
      <button class="btn primary wide" type="button" onClick={onTry}>
        {words.tryNow}
      </button>
    </section>
  );
}

interface DoneProps {
  words: Words;
  reply: BallotReply;
  language: PageLanguage;
  how: 'sent' | 'already';
  /** Null after a reload: what was answered is not kept. */
  tally: Tally | null;
  /** Of a sealed ballot. */
  receipt: string | null;
  focus?: Ref<HTMLElement>;
}

export function Done({ words, reply, language, how, tally, receipt, focus }: DoneProps) {
  const threshold = reply.instrument?.thresholds.discuss;
  return (
    <section class="step done" aria-labelledby="h">
      {how === 'sent' && <Seal />}
      <div role="status">
        <h1 class="joint" id="h" ref={focus as Ref<HTMLHeadingElement>} tabIndex={-1}>
          {how === 'already' ? (
            words.alreadyTitle
          ) : (
            <>
              {words.sentTitle}
              <br />
              {words.thanks}
            </>
          )}
        </h1>
        {how === 'sent' ? (
          <p class="dim under">
            {tally ? `${summary(words, language, tally)} ${words.sentRemoved}` : words.sentBefore}
          </p>
        ) : (
          <>
            <p class="dim under">{words.alreadyText}</p>
            <p class="dim under">{words.alreadyNotYou}</p>
          </>
        )}
      </div>
      {how === 'sent' && receipt && (
        <div>
          <Receipt words={words} code={receipt} />
          <p class="sm dim under">
            {words.receiptText} {words.receiptKept}
          </p>
        </div>
      )}
      <dl class="promise">
        <Line term={words.afterNext} text={words.afterNextText(momentWithDay(reply.closesAt, language))} />
        {threshold !== undefined && (
          <Line
            term={words.afterThen}
            text={words.afterThenText(formatNumber(threshold, language, cutDigits(threshold)))}
          />
        )}
        {how === 'sent' && <Line term={words.afterYou} text={words.afterYouText} />}
      </dl>
    </section>
  );
}

function summary(words: Words, language: PageLanguage, { rated, cantSay, written }: Tally): string {
  const counts = [words.rated(rated)];
  if (cantSay > 0) counts.push(words.cantSayCount(cantSay));
  if (written > 0) counts.push(words.written(written));
  return sentence(counts, language);
}
