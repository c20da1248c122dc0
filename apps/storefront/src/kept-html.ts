import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';

const mostKept = 1000;

/**
 * HTML that is the same for many visitors, made once. Nothing about a person may go into it or its key; when it is full it
 * starts anew, so that no run of odd requests can fill memory.
 */
export class KeptHtml {
  private readonly kept = new Map<string, string>();

  /** @param key everything that `draw` depends on */
  of(key: string, draw: () => VNode): string {
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const html = render(draw());
    if (this.kept.size >= mostKept) this.kept.clear();
    this.kept.set(key, html);
    return html;
  }
}
