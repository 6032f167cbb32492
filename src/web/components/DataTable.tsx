import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon.tsx';

export type Column<T> = {
  key: string;
  title: string;
  cell: (row: T) => ReactNode;
  /** Makes the column sortable. Text is compared in the reader's language. */
  sort?: (row: T) => string | number | null;
  numeric?: boolean;
  /** The cell is the row's heading. One column of a table. */
  heading?: boolean;
  /** Left out on narrow screens. */
  secondary?: boolean;
  /** Buttons at the end of the row: the heading is for screen readers only. */
  actions?: boolean;
};

type Props<T> = {
  /** Says what is shown and how it is sorted. */
  caption: ReactNode;
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** Column key, with a leading "-" for descending. Keep it in the address bar with useAddressState. */
  sort: string;
  onSort: (sort: string) => void;
  rowClass?: (row: T) => string | undefined;
};

export function DataTable<T>({ caption, label, columns, rows, rowKey, sort, onSort, rowClass }: Props<T>) {
  const { i18n } = useTranslation();
  const sorted = useMemo(() => sortRows(rows, columns, sort, i18n.language), [rows, columns, sort, i18n.language]);
  const key = sort.replace(/^-/, '');
  const descending = sort.startsWith('-');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label={label}>
      <table className="rt">
        <caption className="sm dim">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={cellClass(column)}
                aria-sort={column.key === key ? (descending ? 'descending' : 'ascending') : undefined}
              >
                {column.sort ? (
                  <button
                    type="button"
                    className="sort"
                    onClick={() => onSort(column.key === key && !descending ? `-${column.key}` : column.key)}
                  >
                    {column.title}
                    <Icon name={column.key !== key ? 'sort' : descending ? 'sortDown' : 'sortUp'} />
                  </button>
                ) : column.actions ? (
                  <span className="vh">{column.title}</span>
                ) : (
                  column.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={rowKey(row)} className={rowClass?.(row)}>
              {columns.map((column) =>
                column.heading ? (
                  <th key={column.key} scope="row" className={cellClass(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.key} className={cellClass(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const cellClass = <T,>(column: Column<T>) =>
  [column.numeric && 'num', column.secondary && 'secondary', column.actions && 'rowacts'].filter(Boolean).join(' ') ||
  undefined;

/** Rows without a value come last, whichever way the column is sorted. */
export function sortRows<T>(rows: readonly T[], columns: readonly Column<T>[], sort: string, language: string): T[] {
  const by = columns.find((column) => column.key === sort.replace(/^-/, ''))?.sort;
  if (!by) return [...rows];
  const sign = sort.startsWith('-') ? -1 : 1;
  const compare = new Intl.Collator(language, { numeric: true }).compare;
  return [...rows].sort((a, b) => {
    const [left, right] = [by(a), by(b)];
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    if (typeof left === 'number' && typeof right === 'number') return sign * (left - right);
    return sign * compare(String(left), String(right));
  });
}
