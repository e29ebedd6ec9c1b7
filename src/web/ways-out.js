/**
 * Leaves by Shift alone, three times within five seconds; with any other key or a click in between, somebody is only
 * typing. A page that comes back out of the browser's memory is asked for anew. Stands before each script that leaves.
 */
export const onLeaving = (leave) => {
  let times = []
  let isAlone = false
  const other = () => {
    times = []
    isAlone = false
  }
  addEventListener('mousedown', other)
  addEventListener('keydown', (event) => {
    if (event.key !== 'Shift') other()
    else if (!event.repeat) isAlone = true
  })
  addEventListener('keyup', (event) => {
    if (event.key !== 'Shift' || !isAlone) return
    isAlone = false
    times = [...times.filter((time) => event.timeStamp - time < 5000), event.timeStamp]
    if (times.length > 2) leave()
  })
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload()
  })
}
