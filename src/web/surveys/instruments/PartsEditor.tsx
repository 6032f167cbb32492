import { useTranslation } from 'react-i18next';
import { usualThresholds } from '../../../domain/surveys/draft.ts';
import { pointText } from '../../../domain/surveys/texts.ts';
import { Button } from '../../components/Button.tsx';
import { TextField } from '../../components/Field.tsx';
import { Section } from '../../components/Section.tsx';
import { useFormat } from '../../platform/useFormat.ts';
import { add, isFull, move, remove, rescale, set } from './editing.ts';
import { useEditor } from './editor.ts';
import { MoveButtons } from './MoveButtons.tsx';
import { Words } from './Words.tsx';

/** What it is called, what it is for, and what stands before every item. */
export function HeadEditor() {
  const { t } = useTranslation(['instruments', 'common']);
  const { draft, edit, look } = useEditor();
  return (
    <Section title={t('head.title')}>
      <div className="stack">
        <Words
          label={t('head.name')}
          path="title"
          text={draft.title}
          onChange={(title) => edit({ ...draft, title })}
          onFocus={() => look(0)}
        />
        <Words
          label={t('head.about')}
          note={t('common:optional')}
          hint={t('head.aboutHint')}
          path="about"
          text={draft.about}
          onChange={(about) => edit({ ...draft, about })}
          area
        />
        <Words
          label={t('head.stem')}
          note={t('common:optional')}
          hint={t('head.stemHint')}
          path="stem"
          text={draft.stem}
          onChange={(stem) => edit({ ...draft, stem })}
          onFocus={() => look(1)}
        />
      </div>
    </Section>
  );
}

/** From where to where the answers go, what the ends mean, and from where on something must be discussed. */
export function ScaleEditor() {
  const { t } = useTranslation(['instruments', 'common']);
  const { number } = useFormat();
  const { draft, edit, look, off, problem, idOf } = useEditor();
  const { scale, thresholds } = draft;
  const usual = usualThresholds(scale);
  const count = scale.max - scale.min + 1;
  const end = (name: 'min' | 'max') => (text: string) => {
    const value = Number.parseInt(text.replace('−', '-'), 10);
    if (Number.isInteger(value) && Math.abs(value) <= 100)
      edit(rescale(draft, { min: scale.min, max: scale.max, [name]: value }));
  };
  const cut = (name: 'discuss' | 'strength') => (text: string) => {
    const value = Number(text.replace(',', '.'));
    edit({ ...draft, thresholds: { ...thresholds, [name]: text.trim() === '' || Number.isNaN(value) ? null : value } });
  };
  return (
    <Section
      title={t('scale.title')}
      aside={
        count >= 2 ? t('scale.points', { count, min: pointText(scale.min), max: pointText(scale.max) }) : undefined
      }
    >
      <div className="stack">
        <div className="forms">
          {(['min', 'max'] as const).map((name) => (
            <TextField
              key={name}
              type="number"
              label={t(`scale.${name}`)}
              id={idOf(`scale.${name}`)}
              error={problem(`scale.${name}`)}
              value={String(scale[name])}
              min={-100}
              max={100}
              step={1}
              readOnly={off}
              onFocus={() => look(1)}
              onChange={end(name)}
            />
          ))}
        </div>
        {([scale.min, scale.max] as const).map((point, at) => (
          <Words
            key={at === 0 ? 'low' : 'high'}
            label={t('scale.label', { point: pointText(point) })}
            note={t('common:optional')}
            path={`scale.labels.${point}`}
            text={scale.labels[point] ?? {}}
            onChange={(text) => edit({ ...draft, scale: { ...scale, labels: { ...scale.labels, [point]: text } } })}
            onFocus={() => look(1)}
          />
        ))}
        <div className="forms">
          {(['discuss', 'strength'] as const).map((name) => (
            <TextField
              key={name}
              type="number"
              label={t(`scale.${name}`)}
              hint={t('scale.usual', { value: number(usual[name], 2) })}
              id={idOf(`thresholds.${name}`)}
              error={problem(`thresholds.${name}`)}
              value={thresholds[name] === null ? '' : String(thresholds[name])}
              step="any"
              readOnly={off}
              onChange={cut(name)}
            />
          ))}
        </div>
      </div>
    </Section>
  );
}

/** Themes and open questions: short lists made alike. */
export function ListEditor({ part }: { part: 'themes' | 'questions' }) {
  const { t } = useTranslation(['instruments', 'common']);
  const { draft, edit, editWithUndo, focus, idOf, look, off } = useEditor();
  const list = draft[part];
  const shift = (at: number, by: number, where: string) => {
    edit(move(draft, part, at, by));
    focus(`${part}.${at + by}.${where}`);
  };
  const takeOut = (at: number) => {
    editWithUndo(remove(draft, part, at), t(`${part}.removed`, { number: at + 1 }));
    focus(`${part}.add`);
  };
  return (
    <Section title={t(`${part}.title`)} aside={t('common:optional')}>
      <p className="sm dim narrow">{t(`${part}.how`)}</p>
      <ol className="l written-items">
        {list.map((entry, at) => {
          const name = t(part === 'themes' ? 'themes.theme' : 'questions.question', { number: at + 1 });
          return (
            <li key={entry.key}>
              <Words
                label={name}
                path={`${part}.${at}.text`}
                text={entry.text}
                onChange={(text) => edit(set(draft, part, at, { text }))}
                onFocus={() => part === 'questions' && look(draft.items.length + 1)}
              />
              {'lowest' in entry && (
                <Words
                  label={t('themes.lowest')}
                  note={t('common:optional')}
                  path={`themes.${at}.lowest`}
                  text={entry.lowest}
                  onChange={(lowest) => edit(set(draft, 'themes', at, { lowest }))}
                />
              )}
              {!off && (
                <div className="of-item">
                  {'items' in entry && (
                    <span className="sm dim">{t('themes.items', { count: entry.items.length })}</span>
                  )}
                  <MoveButtons
                    name={name}
                    at={at}
                    of={list.length}
                    idOf={(where) => idOf(`${part}.${at}.${where}`)}
                    onMove={(by, where) => shift(at, by, where)}
                    onRemove={() => takeOut(at)}
                  />
                </div>
              )}
            </li>
          );
        })}
      </ol>
      {!off && !isFull(draft, part) && (
        <div className="acts">
          <Button
            icon="plus"
            id={idOf(`${part}.add`)}
            onClick={() => {
              edit(add(draft, part, list.length - 1));
              focus(`${part}.${list.length}.text`);
            }}
          >
            {t(`${part}.add`)}
          </Button>
        </div>
      )}
    </Section>
  );
}
