/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks';
import type { BallotReply } from '../../domain/surveys/contract.ts';
import { fetchReceipts, listOf } from './api.ts';
import type { Words } from './en.ts';
import { Parties } from './pictures.tsx';

/** The code of a ballot that was taken, to be kept. */
export function Receipt({ words, code }: { words: Words; code: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () =>
    void navigator.clipboard.writeText(code).then(
      () => setCopied(true),
      () => {},
    );
  return (
    <>
      <h2 class="sm" id="receipt">
        {words.receipt}
      </h2>
      <p class="code">
        <output aria-labelledby="receipt" dir="ltr">
          {code}
        </output>
        {/* Only where pages may write to the clipboard; the code can be selected anyway. */}
        {isSecureContext && (
          <button class="btn" type="button" onClick={copy}>
            {copied ? words.copied : words.copy}
          </button>
        )}
      </p>
    </>
  );
}

interface FoundProps {
  words: Words;
  round: string;
  reply: BallotReply;
  receipt: string;
}

/** After closing: whether the ballot of this device was counted. The list is fetched whole, and looked through here. */
export function Found({ words, round, reply, receipt }: FoundProps) {
  const [list, setList] = useState<string[] | null>(null);
  useEffect(() => {
    let tries: ReturnType<typeof setTimeout> | undefined;
    const look = () =>
      void fetchReceipts(round).then((found) => {
        if (found) setList(found);
        else tries = setTimeout(look, 15_000);
      });
    look();
    return () => clearTimeout(tries);
  }, [round]);
  const found = list?.includes(receipt);
  return (
    <section class="step" aria-labelledby="h">
      <Parties parties={reply.parties} />
      <div role="status">
        <h1 class="joint" id="h">
          {list === null ? words.closedTitle : found ? words.foundTitle : words.missingTitle}
        </h1>
        <p class="dim under">
          {list === null ? words.searching : found ? words.foundText(list.length) : words.missingText}
        </p>
      </div>
      <div>
        <Receipt words={words} code={receipt} />
        <p class="sm under">
          <a href={listOf(round)} target="_blank" rel="noreferrer">
            {words.listLink}
          </a>
        </p>
      </div>
    </section>
  );
}
