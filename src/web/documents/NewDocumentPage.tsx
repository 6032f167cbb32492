import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { contentFrom } from '../../domain/documents/foreign.ts';
import { kindOf } from '../../domain/documents/kinds.ts';
import { kindText } from '../../domain/documents/texts/index.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../../domain/documents/words.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { speaksFor } from '../../domain/partnerships/rules.ts';
import { Button } from '../components/Button.tsx';
import { ChoiceField, TextField } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { useForm } from '../components/form.ts';
import { Note } from '../components/Note.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { NotFoundState } from '../components/State.tsx';
import { usePartnership } from '../partnerships/api.ts';
import { newKey } from '../platform/http.ts';
import { startDocument, useDocuments, useTakeIn } from './api.ts';
import { type Foreign, FromWord } from './FromWord.tsx';
import './documents.css';

/** What a kind is for and what it asks; then it begins, empty or with examples, for us or for my party first. */
export default function NewDocumentPage() {
  const { id, kind } = useParams({ from: '/inside/partnerships/$id/agree/new/$kind' });
  const partnership = usePartnership(id).data;
  if (!partnership) return null;
  if (!DOCUMENT_KINDS.includes(kind as DocumentKind)) return <NotFoundState />;
  return <NewDocument partnership={partnership} kind={kind as DocumentKind} />;
}

type Wish = { title: string; begin: 'examples' | 'empty' | 'word'; foreign: Foreign | null; share: 'yes' | 'no' };

function NewDocument({ partnership, kind }: { partnership: Partnership; kind: DocumentKind }) {
  const { t } = useTranslation('documents');
  const { id } = partnership;
  const navigate = useNavigate();
  const takeIn = useTakeIn(id);
  const text = kindText(kind);
  const speaks = speaksFor(partnership.myRole);
  const others = partnership.parties.filter((party) => !party.mine && party.state === 'in').map((party) => party.name);
  const same = (useDocuments(id).data ?? []).filter((one) => one.kind === kind);
  const mine = partnership.parties.find((party) => party.mine)?.name;
  const form = useForm<Wish>({
    values: { title: text.title, begin: 'examples', foreign: null, share: 'no' },
    check: ({ title, begin, foreign }): Record<string, string> => ({
      ...(title.trim() === '' && { title: t('rename.empty') }),
      ...(begin === 'word' && !foreign && { foreign: t('word.choose') }),
    }),
    send: async ({ title, begin, foreign, share }, key) => {
      const content =
        begin === 'word' && foreign
          ? contentFrom(
              kindOf(kind),
              foreign.text.parts,
              foreign.goesTo.map((section) => section || null),
              newKey,
            )
          : undefined;
      const wish = { kind, title: title.trim(), examples: begin === 'examples', share: share === 'yes' };
      const made = await startDocument(id, { ...wish, ...(content && { content }) }, key);
      takeIn(made);
      await navigate({ to: '/partnerships/$id/agree/$documentId', params: { id, documentId: made.id } });
    },
  });
  return (
    <>
      <PageHead
        title={text.title}
        context={partnership.name}
        back={
          <Link to="/partnerships/$id/agree" params={{ id }}>
            {t('list.title')}
          </Link>
        }
        intro={<p>{text.what}</p>}
      />
      {partnership.myRole === 'observer' ? (
        <Note>{t('new.observer')}</Note>
      ) : (
        <div className="newdoc">
          <form className="stack" onSubmit={form.submit} noValidate>
            {same[0] && (
              <Note>
                {t('new.same', { count: same.length })}{' '}
                <Link to="/partnerships/$id/agree/$documentId" params={{ id, documentId: same[0].id }}>
                  {same[0].title}
                </Link>
              </Note>
            )}
            <TextField
              label={t('rename.field')}
              id={form.id('title')}
              error={form.errors['title']}
              value={form.values.title}
              onChange={(title) => form.set({ title })}
              maxLength={120}
            />
            <ChoiceField
              legend={t('new.with')}
              value={form.values.begin}
              onChange={(begin) => form.set({ begin })}
              options={[
                { value: 'examples', label: t('new.examples'), hint: t('new.examplesHint') },
                { value: 'empty', label: t('new.empty'), hint: t('new.emptyHint') },
                { value: 'word', label: t('new.word'), hint: t('new.wordHint') },
              ]}
            />
            {form.values.begin === 'word' && (
              <FromWord
                partnership={id}
                kind={kind}
                foreign={form.values.foreign}
                onRead={(foreign) => form.set({ foreign })}
                id={form.id('foreign')}
                error={form.errors['foreign']}
              />
            )}
            <ChoiceField
              legend={t('new.whose')}
              value={form.values.share}
              onChange={(share) => form.set({ share })}
              options={[
                { value: 'no', label: t('new.mine', { party: mine }), hint: t('new.mineHint') },
                ...(speaks && others.length > 0
                  ? [{ value: 'yes' as const, label: t('new.ours'), hint: t('new.oursHint') }]
                  : []),
              ]}
            />
            <FormNotes form={form} labels={{ title: t('rename.field'), foreign: t('word.file') }} />
            <div className="acts">
              <Button kind="primary" type="submit" busy={form.busy}>
                {t('new.start')}
              </Button>
            </div>
          </form>
          <section aria-labelledby="h-asks">
            <h2 id="h-asks">{t('new.asks')}</h2>
            <ol className="l asks">
              {kindOf(kind).sections.map(({ key, required }, index) => (
                <li key={key}>
                  <h3>
                    <span>{index + 1}</span>
                    {text.sections[key]?.title}
                    {!required && <span className="optional"> {t('common:optional')}</span>}
                  </h3>
                  <p className="sm dim">{text.sections[key]?.prompt}</p>
                </li>
              ))}
            </ol>
          </section>
        </div>
      )}
    </>
  );
}
