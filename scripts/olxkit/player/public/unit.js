/* Marks a block as read as the LMS does: top and bottom have been on the screen for a while. */
(function () {
  'use strict';
  var delay = Number(document.documentElement.dataset.viewedAfter);

  function watch(element) {
    var seen = { top: false, bottom: false };
    var since = null;
    var timer = window.setInterval(function () {
      var box = element.getBoundingClientRect();
      var shown = !document.hidden && box.bottom > 0 && box.top < window.innerHeight;
      if (!shown) { since = null; return; }
      since = since || Date.now();
      if (Date.now() - since < delay) { return; }
      seen.top = seen.top || box.top >= 0;
      seen.bottom = seen.bottom || box.bottom <= window.innerHeight + 1;
      if (seen.top && seen.bottom) {
        window.clearInterval(timer);
        tell(element);
      }
    }, 250);
  }

  function tell(element) {
    fetch('/viewed/' + element.dataset.usage, {
      method: 'POST',
      headers: { 'X-CSRFToken': window.PlayerRuntime.token() },
      credentials: 'same-origin'
    }).then(function (answer) {
      if (!answer.ok) { return; }
      var component = element.closest('.component');
      if (component) { component.classList.add('is-done'); }
    });
  }

  // On a small screen the list of units would push the unit itself off the first view.
  var rail = document.querySelector('.rail details');
  if (rail && window.matchMedia('(max-width: 55.9rem)').matches) { rail.open = false; }

  Array.prototype.forEach.call(document.querySelectorAll('[data-completes-on-view]'), function (element) {
    if (!element.closest('.component.is-done')) { watch(element); }
  });
}());
