// Reloads the page when the site has been built anew, and leaves the reader where they were. Only in the preview.
{
  const { version, faults } = document.currentScript.dataset;
  let source;

  // A page of faults neither has nor forgets a place: it belongs to the page that it stands in for.
  const { place, ...state } = history.state ?? {};
  if (place && faults === undefined) {
    scrollTo({ left: place[0], top: place[1], behavior: "instant" });
    history.replaceState(state, "");
  }
  addEventListener("load", () => setTimeout(() => (history.scrollRestoration = "auto")));

  const reload = () => {
    source.close();
    if (faults === undefined) history.replaceState({ ...history.state, place: [scrollX, scrollY] }, "");
    // Or the browser would put the page where the page of faults was.
    history.scrollRestoration = "manual";
    location.reload();
  };

  // Only while it can be seen: browsers allow few connections, and a page that comes back hears at once what it missed.
  const listen = () => {
    source?.close();
    if (document.hidden) return;
    source = new EventSource("/_ledtrad/events");
    source.onmessage = (event) => event.data === version || reload();
    source.onerror = () => source.readyState === EventSource.CLOSED && setTimeout(listen, 2000);
  };
  document.addEventListener("visibilitychange", listen);
  listen();
}
