import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DocumentCard } from '../../domain/documents/contract.ts';
import { kindText } from '../../domain/documents/texts/index.ts';
import { DOCUMENT_KINDS, type DocumentKind } from '../../domain/documents/words.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Button, buttonClass } from '../components/Button.tsx';
import { SelectField, TextField } from '../components/Field.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Section } from '../components/Section.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { EmptyState } from '../components/State.tsx';
import { usePartnership } from '../partnerships/api.ts';
import { useAddressState } from '../platform/addressState.ts';
import { useFormat } from '../platform/useFormat.ts';
import { chainAddress, useDocuments } from './api.ts';
import { useShare } from './briefing/api.ts';
import { Share } from './briefing/Share.tsx';
import { inOrder, isFiltered, matching, SORTS, STATES, VIEW, type View } from './filter.ts';
import { StateBadge } from './StateBadge.tsx';
import { standingOf, titleOf } from './standing.ts';
import './documents.css';

/** What the partnership has agreed, is agreeing, and could agree next. */
export default function DocumentsPage() {
  // With the words of its parts: what is shown does not go away again while they are fetched.
  const { t } = useTranslation(['documents', 'needs', 'briefing']);
  const { id } = useParams({ from: '/inside/partnerships/$id/agree' });
  const partnership = usePartnership(id).data;
  const documents = useDocuments(id);
  if (!partnership) return null;
  return (
    <>
      <PageHead title={t('list.title')} context={partnership.name} intro={<p>{t('list.intro')}</p>} />
      <ToNeeds id={id} />
      <Briefed partnership={partnership} />
      <Loaded query={documents} lines={8}>
        {(all) => <Lists partnership={partnership} all={all} />}
      </Loaded>
    </>
  );
}

/** Whether what is in force is known to those who are here. */
function Briefed({ partnership }: { partnership: Partnership }) {
  const { t } = useTranslation('briefing');
  const share = useShare(partnership.id).data;
  if (!share) return null;
  return (
    <Section
      title={t('share.title')}
      more={
        share.of === 0 && (
          <Link to="/partnerships/$id/agree/briefing" params={{ id: partnership.id }}>
            {t('share.what')}
          </Link>
        )
      }
    >
      <Share partnership={partnership} share={share} />
    </Section>
  );
}

/** Where agreeing begins: what each party needs and brings. */
function ToNeeds({ id }: { id: string }) {
  const { t } = useTranslation(['needs', 'documents']);
  return (
    <ul className="l rows docs">
      <li>
        <div>
          <h2 className="sm">
            <Link to="/partnerships/$id/agree/needs" params={{ id }}>
              {t('title')}
            </Link>
          </h2>
          <p className="sm dim">{t('intro')}</p>
        </div>
        <p className="badges" />
        <Link className={buttonClass()} to="/partnerships/$id/agree/needs" params={{ id }}>
          {t('documents:list.open')}
          <span className="vh">: {t('title')}</span>
        </Link>
      </li>
    </ul>
  );
}

function Lists({ partnership, all }: { partnership: Partnership; all: readonly DocumentCard[] }) {
  const { t, i18n } = useTranslation('documents');
  const { id } = partnership;
  const [view, setView] = useAddressState(VIEW);
  const filtered = isFiltered(view);
  const shown = inOrder(matching(all, view), view.sort, i18n.language);
  const missing = DOCUMENT_KINDS.filter((kind) => !all.some((one) => one.kind === kind));
  const there = DOCUMENT_KINDS.filter((kind) => !missing.includes(kind));
  const starts = partnership.myRole !== 'observer';
  return (
    <>
      {all.length > 0 && (
        <Section
          title={t('list.written')}
          more={
            all.some((one) => one.inForce) && (
              <a href={chainAddress(id)} download>
                {t('list.chain')}
              </a>
            )
          }
        >
          {(all.length > 1 || filtered) && <Filters view={view} onView={setView} kinds={there} />}
          {shown.length === 0 && (
            <EmptyState
              icon="search"
              level={3}
              title={t('list.noMatchTitle')}
              actions={<Button onClick={() => setView(VIEW)}>{t('common:action.clearFilters')}</Button>}
            >
              <p>{t('list.noMatch')}</p>
            </EmptyState>
          )}
          <ul className="l rows docs">
            {shown.map((document) => (
              <Item key={document.id} partnership={partnership} document={document} />
            ))}
          </ul>
        </Section>
      )}
      {missing.length > 0 && !filtered && (
        <Section title={all.length > 0 ? t('list.next') : t('list.begin')}>
          <ul className="l rows docs">
            {missing.map((kind) => (
              <Start key={kind} id={id} kind={kind} starts={starts} />
            ))}
          </ul>
        </Section>
      )}
      {starts && there.length > 0 && !filtered && (
        <details className="again">
          <summary>{t('list.another')}</summary>
          <ul className="l rows docs">
            {there.map((kind) => (
              <Start key={kind} id={id} kind={kind} starts />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Filters(props: { view: View; onView: (view: Partial<View>) => void; kinds: readonly DocumentKind[] }) {
  const { t } = useTranslation('documents');
  const { view, onView, kinds } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not known to all browsers we support
    <div className="filters doc-filters noprint" role="search">
      <div className="grow">
        <TextField label={t('list.search')} type="search" value={view.q} onChange={(q) => onView({ q })} />
      </div>
      <SelectField
        label={t('list.kind')}
        value={view.kind}
        onChange={(kind) => onView({ kind })}
        options={[
          { value: '', label: t('list.anyKind') },
          ...kinds.map((kind) => ({ value: kind as string, label: kindText(kind).title })),
        ]}
      />
      <SelectField
        label={t('list.state')}
        value={view.state}
        onChange={(state) => onView({ state })}
        options={[
          { value: '', label: t('list.anyState') },
          ...STATES.map((state) => ({ value: state as string, label: t(`list.states.${state}`) })),
        ]}
      />
      <SelectField
        label={t('list.sort')}
        value={view.sort}
        onChange={(sort) => onView({ sort })}
        options={SORTS.map((sort) => ({ value: sort as string, label: t(`list.sorts.${sort}`) }))}
      />
    </div>
  );
}

function Item({ partnership, document }: { partnership: Partnership; document: DocumentCard }) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const params = { id: partnership.id, documentId: document.id };
  const kind = kindText(document.kind).title;
  const { inForce, proposed, sharedAt } = document;
  const title = titleOf(document);
  return (
    <li>
      <div>
        <h3>
          <Link to="/partnerships/$id/agree/$documentId" params={params}>
            {title}
          </Link>
          {kind !== title && <span className="dim sm"> {kind}</span>}
        </h3>
        <p className="sm">{standingOf(t, document, partnership.parties, format).join(' ')}</p>
      </div>
      <p className="badges">
        {inForce && <StateBadge state="in-force" />}
        {proposed && <StateBadge state="proposed" />}
        {document.draftWrittenAt && !proposed && <StateBadge state={sharedAt === null ? 'mine' : 'draft'} />}
      </p>
      {document.asksMe ? (
        <Link className={buttonClass('primary')} to="/partnerships/$id/agree/$documentId" params={params}>
          {t('list.decide')}
          <span className="vh">: {title}</span>
        </Link>
      ) : (
        <Link className={buttonClass()} to="/partnerships/$id/agree/$documentId" params={params}>
          {t('list.open')}
          <span className="vh">: {title}</span>
        </Link>
      )}
    </li>
  );
}

function Start({ id, kind, starts }: { id: string; kind: DocumentKind; starts: boolean }) {
  const { t } = useTranslation('documents');
  const { title, what } = kindText(kind);
  return (
    <li>
      <div>
        <h3>{title}</h3>
        <p className="sm dim">{what}</p>
      </div>
      <p className="badges" />
      {starts && (
        <Link className={buttonClass()} to="/partnerships/$id/agree/new/$kind" params={{ id, kind }}>
          {t('list.start')}
          <span className="vh">: {title}</span>
        </Link>
      )}
    </li>
  );
}
