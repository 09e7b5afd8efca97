/** Opens an address in a tab that knows nothing of this page; without its own element, so that the address stands in none. */
export function openInNewTab(url: string) {
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.target = "_blank";
  anchor.rel = "noopener noreferrer";
  anchor.click();
}
