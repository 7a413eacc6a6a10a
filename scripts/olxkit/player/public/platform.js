/* The globals that the LMS gives to the scripts of blocks, each doing here what it does there. */
(function ($, _) {
  'use strict';

  // Translations come with the block's HTML; scripts only need the functions.
  window.gettext = function (text) { return text; };
  window.ngettext = function (one, many, count) { return count === 1 ? one : many; };
  window.interpolate = function (text, values, named) {
    return named
      ? text.replace(/%\((\w+)\)s/g, function (match, name) { return String(values[name]); })
      : text.replace(/%s/g, function () { return String(values.shift()); });
  };

  // What a learner does is recorded where the server hears of it, in handlers.
  window.Logger = { log: function () {}, listen: function () {}, bind: function () {} };

  function say(texts) {
    var region = document.getElementById('announcer');
    if (region) { region.textContent = texts.join(' '); }
  }
  window.SR = {
    readText: function (text) { say([text]); },
    readTexts: function (texts) { say(texts); },
    clear: function () { say([]); }
  };

  window.onTouchBasedDevice = function () {
    return window.matchMedia('(pointer: coarse)').matches ? ['touch'] : null;
  };

  // HTML that is marked as such is put in as it is; anything else is escaped.
  function Html(text) { this.text = String(text); }
  Html.prototype.toString = Html.prototype.valueOf = function () { return this.text; };
  function ensure(value) { return value instanceof Html ? value : new Html(_.escape(value)); }
  function fill(text, values) {
    return text.replace(/{\w+}/g, function (match) { return String(values[match.slice(1, -1)]); });
  }
  window.edx = window.edx || {};
  window.edx.StringUtils = { interpolate: fill };
  window.edx.HtmlUtils = {
    HTML: function (text) { return new Html(text); },
    HtmlSnippet: Html,
    ensureHtml: ensure,
    interpolateHtml: function (text, values) {
      return new Html(fill(ensure(text).text, _.mapObject(values, ensure)));
    },
    joinHtml: function () { return new Html(_.map(arguments, ensure).join('')); },
    setHtml: function (element, html) { return $(element).html(ensure(html).text); },
    append: function (element, html) { return $(element).append(ensure(html).text); },
    prepend: function (element, html) { return $(element).prepend(ensure(html).text); },
    template: function (text, settings) {
      return function (data) {
        return new Html(_.template(text, settings)(_.extend({
          HtmlUtils: window.edx.HtmlUtils, StringUtils: window.edx.StringUtils
        }, data)));
      };
    }
  };

  // MathJax is not part of the player: formulas stay as written, and scripts that wait for it go on.
  var hub = {
    Queue: function () {
      _.each(arguments, function (job) { if (typeof job === 'function') { job(); } });
    },
    getAllJax: function () { return []; },
    Typeset: function () {},
    Startup: { signal: { Interest: function (listen) { listen('End'); } } },
    Register: { StartupHook: function () {} },
    Config: function () {}
  };
  window.MathJax = window.MathJax || { Hub: hub, Callback: { After: function (job) { job(); } } };

  // The platform loads a plugin for this; the video block scrolls its transcript with it.
  $.fn.scrollTo = function (target, options) {
    return this.each(function () {
      var offset = (options && options.offset) || 0;
      var place = $(target)[0];
      if (!place) { return; }
      var top = place.getBoundingClientRect().top - this.getBoundingClientRect().top + this.scrollTop;
      this.scrollTop = top + (typeof offset === 'number' ? offset : offset.top || 0);
    });
  };

  // The platform's spellings of jQuery's calls, and Django's token on everything that writes.
  $.postWithPrefix = $.post;
  $.getWithPrefix = $.get;
  $.ajaxWithPrefix = $.ajax;
  $.ajaxPrefilter(function (options, original, request) {
    if (!options.crossDomain && !/^(GET|HEAD|OPTIONS)$/i.test(options.type || 'GET')) {
      request.setRequestHeader('X-CSRFToken', $.cookie('csrftoken'));
    }
  });
}(window.jQuery, window._));
