import { embedScript, integrityOf } from './framing.ts'
import { html } from './html.ts'

/** Where a snippet leads, and the language that its words are in. */
export interface SnippetPlace {
  readonly publicUrl: string
  readonly exit: string
  readonly language: string
}

/** A link for a commissioner's page. It opens the page by itself, which is safest. */
export const linkSnippet = (
  { publicUrl, language }: SnippetPlace,
  { link }: { readonly link: string },
): string => html`<a href="${publicUrl}/" rel="noreferrer nofollow" lang="${language}">${link}</a>`.html

/**
 * A frame, and the script that makes Shift three times leave from the page around it too. The digest lets the browser run
 * no other script in its place; it changes when the script or the exit does.
 */
export const frameSnippet = (
  { publicUrl, exit, language }: SnippetPlace,
  { frame }: { readonly frame: string },
): string =>
  html`<iframe src="${publicUrl}/" title="${frame}" lang="${language}" referrerpolicy="no-referrer" style="width:100%;height:44rem;border:0"></iframe>
<script src="${publicUrl}/embed.js" integrity="${integrityOf(embedScript(publicUrl, exit))}" crossorigin="anonymous"></script>`
    .html
