import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { useForm } from '../components/form.ts';
import { PageHead } from '../components/PageHead.tsx';
import { SampleHint } from '../sample/OpenSample.tsx';
import { createPartnership, useRefresh } from './api.ts';
import { NewPartnershipLinks } from './NewPartnershipLinks.tsx';
import { WhatKind, WhoAreYou, WhoIsYourPartner } from './NewPartnershipSteps.tsx';
import { checkDraft, EMPTY, previewParties, type Step, stepOf, toRequest } from './newPartnership.ts';
import { PairLine } from './PairLine.tsx';
import { PartyMark } from './PartyMark.tsx';

const QUESTIONS = {
  1: { title: 'new.mine', intro: 'new.mineIntro', Fields: WhoAreYou },
  2: { title: 'new.others', intro: 'new.othersIntro', Fields: WhoIsYourPartner },
  3: { title: 'new.kind', intro: 'new.kindIntro', Fields: WhatKind },
} as const;

/** Three questions, one page each. The page is in the address, so back and forward work; the input stays. */
export default function NewPartnershipPage() {
  const { t } = useTranslation('partnerships');
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [created, setCreated] = useState<Partnership | null>(null);
  const asked = Number((useSearch({ strict: false }) as { step?: string }).step ?? 1) || 1;
  const form = useForm({
    values: EMPTY,
    check: (values) => checkDraft(t, values, 3),
    send: async (values, key) => {
      setCreated(await createPartnership(toRequest(values), key));
      await refresh();
    },
  });
  // Nobody skips a question by its address: what comes before has to be answered.
  const open: Step = Object.keys(checkDraft(t, form.values, 1)).length > 0 ? 1 : stepAfter(form.values, t);
  const step = Math.min(Math.max(asked, 1), open) as Step;
  const go = (to: Step, replace = false) =>
    void navigate({ to: '/partnerships/new', search: (to === 1 ? {} : { step: String(to) }) as never, replace });

  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current !== step) heading.current?.focus();
    before.current = step;
  }, [step]);
  const [tried, setTried] = useState<Record<string, string>>({});
  const wrong = Object.keys(form.errors)[0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: goes back once for each refusal, not with each page
  useEffect(() => {
    if (wrong && stepOf(wrong) < step) go(stepOf(wrong));
  }, [wrong]);

  if (created) return <NewPartnershipLinks partnership={created} />;
  const { title, intro, Fields } = QUESTIONS[step];

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = checkDraft(t, form.values, step);
    setTried(found);
    const first = Object.keys(found)[0];
    if (first) document.getElementById(form.id(first))?.focus();
    else if (step < 3) go((step + 1) as Step);
    else void form.submit();
  };
  const still = checkDraft(t, form.values, step);
  const shown = { ...form.errors };
  for (const [path, sentence] of Object.entries(tried)) if (still[path]) shown[path] = sentence;

  return (
    <main id="main" className="in main" tabIndex={-1}>
      <PageHead title={t('new.title')} intro={<p>{t('new.step', { step })}</p>} />
      <div className="cols">
        <section className="sec c7" aria-labelledby="question">
          <header>
            <h2 id="question" ref={heading} tabIndex={-1}>
              {t(title)}
            </h2>
          </header>
          <form className="stack" onSubmit={submit} noValidate>
            <p className="sm dim">{t(intro)}</p>
            <Fields form={{ ...form, errors: shown }} />
            <FormNotes form={form} />
            <div className="acts">
              <Button kind="primary" type="submit" busy={form.busy}>
                {step === 3 ? t('new.create') : t('common:action.continue')}
              </Button>
              {step > 1 && (
                <Button kind="plain" onClick={() => go((step - 1) as Step)}>
                  {t('common:action.back')}
                </Button>
              )}
            </div>
          </form>
        </section>
        <section className="sec c5" aria-labelledby="preview">
          <header>
            <h2 id="preview">{t('new.preview')}</h2>
          </header>
          <Preview draft={form.values} />
          <p className="sm dim preview-note">{t('new.previewNote')}</p>
          {step === 1 && <SampleHint />}
        </section>
      </div>
    </main>
  );
}

const stepAfter = (values: typeof EMPTY, t: (key: string) => string): Step =>
  Object.keys(checkDraft(t, values, 2)).length > 0 ? 2 : 3;

function Preview({ draft }: { draft: typeof EMPTY }) {
  const { t } = useTranslation('partnerships');
  const parties = previewParties(draft);
  return (
    <div className="preview">
      <div className="in">
        <p className="joint preview-name">{draft.name.trim() || t('new.previewName')}</p>
        <ul className="l preview-parties">
          {parties.map((party) => (
            <li key={party.id}>
              <PartyMark party={party} size="lg" />
              <span>
                <b>{party.name}</b>
                <small>
                  {[party.place, party.state === 'invited' && t('common:party.invited')].filter(Boolean).join(' · ')}
                </small>
              </span>
            </li>
          ))}
        </ul>
        {parties.length > 0 && <PairLine parties={parties} />}
      </div>
    </div>
  );
}
