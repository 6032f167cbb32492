import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BallotReply } from '../../../domain/surveys/contract.ts';
import type { Instrument } from '../../../domain/surveys/instrument.ts';
import './instruments.css';

interface Props {
  instrument: Instrument;
  /** Of the respondent. */
  language: string;
  /** 0: the first page; from 1: that item. */
  step?: number;
  /** Changes to begin again from the start. */
  again?: number;
}

const WEEK = 7 * 86_400_000;

/** An instrument on a phone: the real page behind an invitation, in a frame, with nothing sent. */
export function PhoneFrame({ instrument, language, step = 0, again = 0 }: Props) {
  const { t } = useTranslation('instruments');
  const frame = useRef<HTMLIFrameElement>(null);
  const [ready, setReady] = useState(0);
  useEffect(() => {
    const hear = ({ origin, source, data }: MessageEvent) => {
      if (origin === location.origin && source === frame.current?.contentWindow && data === 'entente:preview')
        setReady((before) => before + 1);
    };
    addEventListener('message', hear);
    return () => removeEventListener('message', hear);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: "again" changes nothing but that it is shown anew
  useEffect(() => {
    if (ready === 0) return;
    const reply: BallotReply = {
      state: 'open',
      partnership: t('preview.partnership'),
      sample: false,
      parties: [
        { name: t('preview.one'), mark: 'a' },
        { name: t('preview.other'), mark: 'b' },
      ],
      closesAt: new Date(Date.now() + WEEK).toISOString(),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      level: 'confidential',
      k: 5,
      language: null,
      guessAbout: null,
      instrument,
      ballot: null,
      seal: null,
    };
    frame.current?.contentWindow?.postMessage({ reply, language, step, label: t('preview.frame') }, location.origin);
  }, [ready, instrument, language, step, again, t]);
  return <iframe ref={frame} className="phone" src="/preview" title={t('preview.frame')} />;
}
