/* The browser's half of the XBlock runtime: what the LMS and Studio give to a block's script. */
(function ($) {
  'use strict';

  function token() {
    var found = /(?:^|;\s*)csrftoken=([^;]*)/.exec(document.cookie);
    return found ? decodeURIComponent(found[1]) : '';
  }

  function handlerUrl(element, name, suffix, query) {
    var base = document.documentElement.dataset.handlerBase;
    var usage = $(element).closest('[data-usage]').attr('data-usage') || $(element).attr('data-usage');
    return base + usage + '/' + name + (suffix ? '/' + suffix : '') + (query ? '?' + query : '');
  }

  var listeners = {};
  var runtime = {
    handlerUrl: handlerUrl,
    children: function (element) { return $(element).prop('xblock_children') || []; },
    childMap: function (element, name) {
      return this.children(element).filter(function (child) { return child.name === name; })[0];
    },
    notify: function (name, data) {
      $(document).trigger('xblock:' + name, [data || {}]);
      (listeners[name] || []).forEach(function (listen) { listen(data || {}); });
    },
    listenTo: function (name, listen) { (listeners[name] = listeners[name] || []).push(listen); },
    refreshXBlock: function () { window.location.reload(); }
  };

  function start(element) {
    $(element).prop('xblock_children', within(element).map(start));
    var block = {};
    var name = element.getAttribute('data-init');
    if (name) {
      try {
        var init = window[name];
        if (typeof init !== 'function') { throw new Error(name + ' is not defined'); }
        var args = $(element).children('.xblock_json_init_args').text();
        // Studio hands an editor a jQuery object, the LMS hands a view the element itself.
        var handed = document.documentElement.dataset.studio ? $(element) : element;
        block = new init(runtime, handed, args ? JSON.parse(args) : {}) || {};
      } catch (error) {
        failed(element, error);
      }
    }
    block.element = element;
    block.name = element.getAttribute('data-name');
    block.type = element.getAttribute('data-block-type');
    $(element).data('initialized', true).addClass('xblock-initialized');
    return block;
  }

  function within(element) {
    var found = [];
    Array.prototype.forEach.call(element.children, function (child) {
      if (child.classList.contains('xblock-v1')) { found.push(child); } else { found = found.concat(within(child)); }
    });
    return found;
  }

  function failed(element, error) {
    var note = document.createElement('p');
    note.className = 'card card-bad';
    note.textContent = 'The script of this ' + element.getAttribute('data-block-type') + ' failed: ' + error.message;
    element.appendChild(note);
    if (window.console) { console.error(error); }
  }

  window.XBlock = window.XBlock || {
    initializeBlock: function (element) { return start($(element)[0]); },
    initializeBlocks: function (element) { return within($(element)[0]).map(start); },
    runtime: { v1: runtime }
  };
  window.PlayerRuntime = { runtime: runtime, token: token };

  $(function () {
    within(document.body).forEach(start);
  });
}(window.jQuery));
