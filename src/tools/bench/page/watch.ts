/**
 * Runs in a page before anything else of it, where the page cannot mark its question itself: finds the question and what
 * answers it as they come, and leaves in `window.seen` when both were there.
 */
export const WATCHING = `({ text, input }) => {
  window.seen = { question: 0, input: 0 }
  const look = () => {
    for (const element of document.querySelectorAll('h1, h2, p, legend, span, div')) {
      const isIt = element.textContent.includes(text) && element.children.length === 0
      if (isIt && !element.hasAttribute('elementtiming')) element.setAttribute('elementtiming', 'question')
    }
    const usable = [...document.querySelectorAll(input)].some((one) => !one.disabled && !one.readOnly)
    if (usable && window.seen.input === 0) window.seen.input = performance.now()
  }
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true })
  new PerformanceObserver((list) => {
    const painted = list.getEntries().find(({ identifier }) => identifier === 'question')
    if (painted && window.seen.question === 0) window.seen.question = painted.renderTime
  }).observe({ type: 'element', buffered: true })
}`
