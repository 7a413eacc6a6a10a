/* The browser's half of the XBlock runtime: what the LMS and Studio give to a block's script. */
(function ($) {
  'use strict';

  // Translations come with the block's HTML; scripts of blocks only need the functions to exist.
  window.gettext = window.gettext || function (text) { return text; };
  window.ngettext = window.ngettext || function (one, many, count) { return count === 1 ? one : many; };
  window.interpolate = window.interpolate || function (text, values, named) {
    return named
      ? text.replace(/%\((\w+)\)s/g, function (_, name) { return String(values[name]); })
      : text.replace(/%s/g, function () { return String(values.shift()); });
  };
  window.Logger = window.Logger || { log: function () {}, listen: function () {}, bind: function () {} };

  function say(texts) {
    var region = document.getElementById('announcer');
    if (region) { region.textContent = texts.join(' '); }
  }
  window.SR = window.SR || {
    readText: function (text) { say([text]); },
    readTexts: function (texts) { say(texts); },
    clear: function () { say([]); }
  };

  // The platform's own spellings; there is no prefix here.
  $.postWithPrefix = $.post;
  $.getWithPrefix = $.get;
  $.ajaxWithPrefix = $.ajax;
  $.ajaxPrefilter(function (options, original, request) {
    if (!options.crossDomain && !/^(GET|HEAD|OPTIONS)$/i.test(options.type || 'GET')) {
      request.setRequestHeader('X-CSRFToken', token());
    }
  });

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
