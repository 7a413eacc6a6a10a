/* The part of jQuery UI's slider that the real video block drives: the platform loads jQuery UI, the player does not. */
(function ($) {
  'use strict';

  function Slider(element, options) {
    this.element = $(element).addClass('ui-slider ui-widget');
    this.options = $.extend({ min: 0, max: 100, step: 1, value: 0, orientation: 'horizontal' }, options);
    this.range = $('<div class="ui-slider-range ui-slider-range-min ui-widget-header ui-corner-all"></div>');
    this.element.addClass('ui-slider-' + this.options.orientation).prepend(this.range);
    this.handle = this.element.find('.ui-slider-handle').attr('tabindex', '0');
    this.element.on('pointerdown.slider', this.press.bind(this));
    this.handle.on('keydown.slider', this.key.bind(this));
    this.set(this.options.value);
  }

  Slider.prototype.share = function () {
    var span = this.options.max - this.options.min;
    return span > 0 ? (this.options.value - this.options.min) / span : 0;
  };

  Slider.prototype.set = function (value) {
    this.options.value = Math.min(this.options.max, Math.max(this.options.min, Number(value) || 0));
    var percent = 100 * this.share() + '%';
    var upright = this.options.orientation === 'vertical';
    this.handle.css(upright ? 'bottom' : 'left', percent);
    this.range.css(upright ? 'height' : 'width', percent);
  };

  Slider.prototype.tell = function (kind, event) {
    if (this.options[kind]) {
      this.options[kind].call(this.element[0], event, { handle: this.handle[0], value: this.options.value });
    }
  };

  Slider.prototype.press = function (event) {
    var self = this;
    function follow(moved) {
      var box = self.element[0].getBoundingClientRect();
      var share = self.options.orientation === 'vertical'
        ? (box.bottom - moved.clientY) / box.height
        : (moved.clientX - box.left) / box.width;
      self.set(self.options.min + share * (self.options.max - self.options.min));
      self.tell('slide', moved);
    }
    function release(moved) {
      $(document).off('.slider-drag');
      self.tell('stop', moved);
    }
    event.preventDefault();
    follow(event);
    $(document).on('pointermove.slider-drag', follow).on('pointerup.slider-drag pointercancel.slider-drag', release);
  };

  Slider.prototype.key = function (event) {
    var step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (!step) { return; }
    event.preventDefault();
    this.set(this.options.value + step * this.options.step);
    this.tell('slide', event);
    this.tell('stop', event);
  };

  Slider.prototype.destroy = function () {
    this.element.off('.slider').removeClass('ui-slider ui-widget').removeData('player-slider');
    this.handle.off('.slider');
    this.range.remove();
  };

  $.fn.slider = function (call, name, value) {
    var slider = this.data('player-slider');
    if (call === undefined || $.isPlainObject(call)) {
      return this.each(function () { $(this).data('player-slider', new Slider(this, call)); });
    }
    if (!slider) { return this; }
    if (call === 'destroy') { slider.destroy(); return this; }
    if (call === 'value') {
      if (name === undefined) { return slider.options.value; }
      slider.set(name);
      return this;
    }
    if (call === 'option') {
      if (value === undefined) { return slider.options[name]; }
      if (name === 'value') { slider.set(value); } else { slider.options[name] = value; slider.set(slider.options.value); }
    }
    return this;
  };
}(window.jQuery));
