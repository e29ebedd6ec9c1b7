// For a page that shows Haven in a frame: Shift alone, three times, leaves this whole page as it leaves the frame.
;(() => {
  const haven = 'HAVEN'
  const exit = 'EXIT'
  const leave = () => {
    document.documentElement.style.display = 'none'
    document.title = ' '
    // The frame is about to go: it could not say any more that it is to be forgotten.
    fetch(haven + '/exit', {
      method: 'POST',
      mode: 'no-cors',
      credentials: 'include',
      keepalive: true,
    }).catch(() => {})
    location.replace(exit)
  }
  onLeaving(leave)
})()
