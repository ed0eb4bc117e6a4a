/**
 * Enter in a text field presses the first submit button of its form. Where that would be "Remove", this one stands before it
 * and does what the page's own button does: it sends the form as it is. Nobody sees it, hears it or tabs to it.
 */
export function DefaultSubmit() {
  return <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" />;
}
