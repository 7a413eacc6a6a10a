/* What Studio does around an editor: says that it saves, leaves when it has, shows an error on the page. */
(function ($) {
  'use strict';
  var runtime = window.PlayerRuntime.runtime;
  var status = document.getElementById('studio-status');
  var back = document.documentElement.dataset.back;

  function show(text, bad) {
    status.textContent = text;
    status.classList.toggle('card-bad', Boolean(bad));
    status.hidden = !text;
  }

  runtime.listenTo('save', function (data) {
    if (data.state === 'start') { show(data.message || 'Saving …'); }
    if (data.state === 'end') { show('Saved.'); leave(); }
  });
  runtime.listenTo('cancel', leave);
  runtime.listenTo('error', function (data) {
    show([data.title, data.message || data.msg].filter(Boolean).join(': ') || 'It could not be saved.', true);
    status.focus();
  });

  function leave() {
    window.location.assign(back);
  }
}(window.jQuery));
