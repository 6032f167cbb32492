import { useTranslation } from 'react-i18next';
import { OfflineError } from '../platform/http.ts';
import type { Form } from './form.ts';
import { Note } from './Note.tsx';

/**
 * What stands above the buttons of a form after a refusal: how many fields to mend, each as a link to its field, or the
 * sentence of a refusal that belongs to no field. `labels` names the fields, by path.
 */
export function FormNotes<V>({ form, labels = {} }: { form: Form<V>; labels?: Record<string, string> }) {
  const { t } = useTranslation();
  const found = Object.entries(form.errors);
  if (form.failure) {
    return (
      <Note kind="error" alert>
        {form.failure instanceof OfflineError ? t('error.offlineForm') : form.failure.message}
      </Note>
    );
  }
  if (found.length < 2) return null;
  return (
    <Note kind="error">
      <p>
        <b>{t('form.mend', { count: found.length })}</b>
      </p>
      <ul className="l errs">
        {found.map(([path, sentence]) => (
          <li key={path}>
            <a href={`#${form.id(path)}`} onClick={(event) => focusField(event, form.id(path))}>
              {labels[path] ? `${labels[path]}: ${sentence}` : sentence}
            </a>
          </li>
        ))}
      </ul>
    </Note>
  );
}

function focusField(event: { preventDefault: () => void }, id: string) {
  event.preventDefault();
  document.getElementById(id)?.focus();
}
