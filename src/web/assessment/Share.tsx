/** @jsxImportSource preact */
import { useEffect, useRef, useState } from 'preact/hooks';
import { localeOf } from '../../domain/common/languages.ts';
import { type Answers, encode } from '../../domain/programme/assessment.ts';
import { Icon } from './pictures.tsx';
import type { StepProps } from './steps.ts';

type Props = Pick<StepProps, 'words' | 'language'> & { answers: Answers };

/** The link that is the result. On paper it stands in full, with the day. */
export function Share({ words, language, answers }: Props) {
  const link = `${location.origin}/assessment#a=${encode(answers)}`;
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 4000);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(link);
    } catch {
      // Without a secure address there is no clipboard interface; the selected text can still be copied this way.
      document.execCommand('copy');
    }
    setCopied(true);
  };
  // Closing the sheet without choosing is no failure.
  const share = () => navigator.share({ title: document.title, url: link }).catch(() => {});
  const today = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long' });

  return (
    <section class="sec" aria-labelledby="share">
      <header>
        <h2 id="share" class="noprint">
          {words.shareTitle}
        </h2>
      </header>
      <div class="share noprint">
        <p class="sm dim" id="share-text">
          {words.shareText}
        </p>
        <div class="linkline">
          <label class="vh" for="link">
            {words.link}
          </label>
          <input
            ref={input}
            id="link"
            dir="ltr"
            class="inp"
            readOnly
            value={link}
            aria-describedby="share-text"
            onFocus={(event) => event.currentTarget.select()}
          />
          <button class="btn" type="button" onClick={() => void copy()}>
            <Icon name={copied ? 'check' : 'copy'} />
            {copied ? words.copied : words.copy}
          </button>
          {'share' in navigator && (
            <button class="btn" type="button" onClick={() => void share()}>
              <Icon name="link" />
              {words.share}
            </button>
          )}
        </div>
        <p class="vh" role="status">
          {copied ? words.copied : ''}
        </p>
        <p class="sm dim">{words.promise}</p>
      </div>
      <p class="onpaper">
        {words.printed(today.format(new Date()))} <bdi dir="ltr">{link}</bdi>
      </p>
    </section>
  );
}
