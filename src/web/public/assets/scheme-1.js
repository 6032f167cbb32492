// Before the first paint: the colour scheme this person chose. Without a choice the system decides. Served as
// immutable: a changed file needs a new number in its name.
try {
  const scheme = localStorage.getItem('entente.scheme');
  if (scheme === 'light' || scheme === 'dark') document.documentElement.dataset.mantineColorScheme = scheme;
} catch {
  // Storage may be switched off; the system's scheme is then used.
}
