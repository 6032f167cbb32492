/** An address that does not fit on its line breaks before the @ and not inside a word. */
export function MailAddress({ children }: { children: string }) {
  const at = children.lastIndexOf('@');
  return at < 1 ? (
    children
  ) : (
    <>
      {children.slice(0, at)}
      <wbr />
      {children.slice(at)}
    </>
  );
}
